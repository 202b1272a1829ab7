package dev.tailrace.designer.canvas;

import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.commands.Fragment;
import dev.tailrace.designer.commands.RelativePaths;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.Snap;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import java.nio.file.Path;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;

/** Makes a part of a drawing ready to be pasted: its paths, where it comes to stand, and its ids. Knows no toolkit. */
final class PastePlace {
    private static final double OFFSET = 24;

    private PastePlace() {}

    /** The part with paths that lead to the same files from the folder of the drawing. */
    static Fragment from(Path folder, Fragment part, PipelineEditor editor) {
        return part.withNodes(RelativePaths.moved(part.nodes(), editor.catalogue(), folder, editor.baseDirectory()));
    }

    /** The part in the middle of what is seen, unless it is seen where it stands. */
    static Fragment inSight(Fragment part, Box seen) {
        Collection<Point> places = part.layout().values();
        DoubleSummaryStatistics x = places.stream().mapToDouble(Point::x).summaryStatistics();
        DoubleSummaryStatistics y = places.stream().mapToDouble(Point::y).summaryStatistics();
        boolean isSeen = x.getMin() >= seen.x()
                && x.getMax() + OFFSET <= seen.right()
                && y.getMin() >= seen.y()
                && y.getMax() + OFFSET <= seen.bottom();
        return places.isEmpty() || isSeen || seen.width() <= 0
                ? part
                : part.moved(
                        Snap.toGrid(seen.centreX() - (x.getMin() + x.getMax()) / 2),
                        Snap.toGrid(seen.centreY() - (y.getMin() + y.getMax()) / 2));
    }

    /** With ids of its own, and moved until it does not cover a node exactly, so that a second paste is seen. */
    static Fragment fresh(Fragment part, Pipeline pipeline) {
        Collection<Point> taken = pipeline.layout().values();
        double offset = OFFSET;
        while (isCovered(part, taken, offset)) {
            offset += OFFSET;
        }
        return part.freshIn(pipeline, offset, offset);
    }

    private static boolean isCovered(Fragment part, Collection<Point> taken, double offset) {
        return part.layout().values().stream()
                .anyMatch(point -> taken.contains(new Point(point.x() + offset, point.y() + offset)));
    }
}
