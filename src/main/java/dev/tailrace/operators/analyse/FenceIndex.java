package dev.tailrace.operators.analyse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * Finds the fences that a point lies in: candidates by their boxes in an R-tree, then by the edges beside the point in an
 * interval tree of the area. A point on an edge lies in. Single-threaded.
 */
final class FenceIndex {
    /** The ids one behind the other in UTF-8, and where that of each fence begins. */
    private final byte[] idBytes;

    private final int[] idStarts;
    private final IndexedPointInAreaLocator[] areas;
    private final STRtree boxes = new STRtree();
    private final Coordinate point = new Coordinate();
    private final Envelope box = new Envelope();
    private int[] found;
    private int count;

    FenceIndex(List<Fences.Fence> fences) {
        areas = new IndexedPointInAreaLocator[fences.size()];
        found = new int[fences.size()];
        idStarts = new int[fences.size() + 1];
        StringBuilder ids = new StringBuilder();
        for (int i = 0; i < areas.length; i++) {
            areas[i] = new IndexedPointInAreaLocator(fences.get(i).area());
            boxes.insert(fences.get(i).area().getEnvelopeInternal(), i);
            ids.append(fences.get(i).id());
            idStarts[i + 1] = idStarts[i] + fences.get(i).id().getBytes(StandardCharsets.UTF_8).length;
        }
        idBytes = ids.toString().getBytes(StandardCharsets.UTF_8);
        boxes.build();
    }

    /** Looks for the fences around a point. */
    void find(double longitude, double latitude) {
        point.setX(longitude);
        point.setY(latitude);
        box.init(longitude, longitude, latitude, latitude);
        count = 0;
        boxes.query(box, this::consider);
        Arrays.sort(found, 0, count);
    }

    private void consider(Object item) {
        int fence = (Integer) item;
        if (areas[fence].locate(point) != Location.EXTERIOR) {
            found[count++] = fence;
        }
    }

    /** How many fences have been found. */
    int count() {
        return count;
    }

    /** One of those found, in the order in which they are written. */
    int found(int i) {
        return found[i];
    }

    int size() {
        return areas.length;
    }

    /** The ids of all fences; not to be written to. */
    byte[] idBytes() {
        return idBytes;
    }

    int idStart(int fence) {
        return idStarts[fence];
    }

    int idEnd(int fence) {
        return idStarts[fence + 1];
    }
}
