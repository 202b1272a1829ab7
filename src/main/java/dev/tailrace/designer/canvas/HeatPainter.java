package dev.tailrace.designer.canvas;

import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.Pen;
import dev.tailrace.designer.pen.Token;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.designer.watch.Heat;
import dev.tailrace.designer.watch.LivePicture;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tints nodes by their share of the time that all have worked, and writes the share into them. */
final class HeatPainter {
    private final Typefaces faces;

    HeatPainter(Typefaces faces) {
        this.faces = faces;
    }

    /** Of the node, or of all in a group that is drawn as one; null where the drawing is not tinted. */
    static @Nullable Double share(Scene scene, NodeBox node) {
        LivePicture picture = scene.picture();
        if (picture == null) {
            return null;
        }
        return node.members().stream()
                .map(picture.cpuShares()::get)
                .filter(Objects::nonNull)
                .reduce(Double::sum)
                .orElse(null);
    }

    /** Whether nodes are tinted at all. */
    static boolean isOn(Scene scene) {
        return scene.picture() != null && !scene.picture().cpuShares().isEmpty();
    }

    static void tint(Pen pen, Colours colours, Scene scene, NodeBox node, double radius) {
        Double share = share(scene, node);
        if (share != null && share > 0) {
            Box box = node.box();
            int tint = Colours.faded(colours.of(Token.WARN), Heat.opacity(share));
            pen.fillRect(box.x(), box.y(), box.width(), box.height(), radius, tint);
        }
    }

    /** As in {@code 34 %}; less than half of one is not nothing. */
    static String words(double share) {
        return share > 0 && share < 0.005 ? "< 1 %" : Math.round(100 * share) + " %";
    }

    /** The width taken from the name. */
    double label(Pen pen, Colours colours, Scene scene, NodeBox node, double zoom) {
        Double share = share(scene, node);
        return share == null
                ? 0
                : CornerLabel.paint(
                        pen, node.box(), words(share), colours.of(Token.NODE), colours.of(Token.FG), zoom, faces);
    }
}
