package dev.tailrace.designer.canvas;

import dev.tailrace.designer.pen.Token;
import dev.tailrace.model.Wire;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is marked in a drawing that is compared with another version of it.
 *
 * @param nodes by id
 * @param focused the node that is looked at, or null
 */
public record ChangeMarks(Map<String, Mark> nodes, Map<Wire, Mark> wires, @Nullable String focused) {
    public static final ChangeMarks NONE = new ChangeMarks(Map.of(), Map.of(), null);

    /** How it differs; each has a glyph, a word and a line of its own beside its colour. */
    public enum Mark {
        ADDED("mdi2p-plus", Token.OK, Token.OK_SOFT),
        REMOVED("mdi2m-minus", Token.ERR, Token.ERR_SOFT, 6, 4),
        CHANGED("mdi2t-tilde", Token.WARN, Token.WARN_SOFT);

        private final String glyph;
        private final Token ink;
        private final Token ground;
        private final double[] dashes;

        Mark(String glyph, Token ink, Token ground, double... dashes) {
            this.glyph = glyph;
            this.ink = ink;
            this.ground = ground;
            this.dashes = dashes;
        }

        String glyph() {
            return glyph;
        }

        Token ink() {
            return ink;
        }

        Token ground() {
            return ground;
        }

        /** Lengths on and off; empty for a whole line. Not to be changed. */
        double[] dashes() {
            return dashes;
        }
    }

    public ChangeMarks {
        nodes = Map.copyOf(nodes);
        wires = Map.copyOf(wires);
    }

    public ChangeMarks withFocused(@Nullable String node) {
        return new ChangeMarks(nodes, wires, node);
    }

    boolean isEmpty() {
        return nodes.isEmpty() && wires.isEmpty() && focused == null;
    }
}
