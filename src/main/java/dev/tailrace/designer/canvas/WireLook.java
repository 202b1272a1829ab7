package dev.tailrace.designer.canvas;

import dev.tailrace.designer.geometry.WirePath;
import dev.tailrace.designer.pen.Token;
import dev.tailrace.designer.watch.LivePicture.LiveWire;
import dev.tailrace.designer.watch.LivePicture.WireState;
import dev.tailrace.operator.Port;
import org.jspecify.annotations.Nullable;

/** How a wire's state is drawn; the order is that of urgency. */
enum WireLook {
    IDLE(Token.WIRE_IDLE, ""),
    FLOWING(Token.WIRE_FLOW, ""),
    STALLED(Token.WIRE_STALLED, "mdi2c-clock-alert-outline", 10, 4, 2, 4),
    HELD(Token.WIRE_BACKPRESSURED, "mdi2p-pause"),
    BACKPRESSURED(Token.WIRE_BACKPRESSURED, "mdi2s-speedometer-slow", 9, 5),
    ERROR(Token.WIRE_ERROR, "mdi2a-alert-circle-outline"),
    MISMATCH(Token.WIRE_ERROR, "mdi2a-alert-circle-outline", 6, 4);

    private final Token colour;
    private final String glyph;
    private final double[] dashes;

    WireLook(Token colour, String glyph, double... dashes) {
        this.colour = colour;
        this.glyph = glyph;
        this.dashes = dashes;
    }

    Token colour() {
        return colour;
    }

    /** Before the words of its pill; empty for none. */
    String glyph() {
        return glyph;
    }

    /** Lengths on and off; empty for a whole line. Not to be changed. */
    double[] dashes() {
        return dashes;
    }

    boolean isError() {
        return this == ERROR || this == MISMATCH;
    }

    static WireLook of(WirePath path, @Nullable LiveWire live, Scene.@Nullable WireNote note) {
        if (note != null && note.error()) {
            return MISMATCH;
        }
        if (note != null && note.mark() != null && note.mark().held()) {
            return HELD;
        }
        if (live == null) {
            return IDLE;
        }
        if (live.state() == WireState.ERROR || path.from().port().carries() == Port.Carries.ERRORS && live.rows() > 0) {
            return ERROR;
        }
        return switch (live.state()) {
            case IDLE -> IDLE;
            case FLOWING -> FLOWING;
            case BACKPRESSURED -> BACKPRESSURED;
            case STALLED -> STALLED;
            case ERROR -> ERROR;
        };
    }
}
