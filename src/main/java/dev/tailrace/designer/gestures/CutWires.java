package dev.tailrace.designer.gestures;

import dev.tailrace.designer.commands.DeleteWires;
import dev.tailrace.designer.geometry.WirePath;
import dev.tailrace.model.Wire;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Cuts the wires that the pointer crosses. */
public final class CutWires implements Gesture {
    private final Surface surface;
    private final List<Double> line = new ArrayList<>();
    private final Set<Wire> cut = new HashSet<>();

    CutWires(Surface surface, Pointer start) {
        this.surface = surface;
        line.add(start.x());
        line.add(start.y());
    }

    @Override
    public void drag(Pointer pointer) {
        double fromX = line.get(line.size() - 2);
        double fromY = line.get(line.size() - 1);
        if (fromX == pointer.x() && fromY == pointer.y()) {
            return;
        }
        for (WirePath path : surface.model().wires()) {
            if (path.curve().crosses(fromX, fromY, pointer.x(), pointer.y())) {
                cut.add(path.wire());
            }
        }
        line.add(pointer.x());
        line.add(pointer.y());
    }

    @Override
    public void release(Pointer pointer) {
        drag(pointer);
        if (!cut.isEmpty()) {
            surface.editor().apply(new DeleteWires(cut));
        }
    }

    @Override
    public Overlay overlay() {
        return Overlay.cutting(List.copyOf(line), Set.copyOf(cut));
    }
}
