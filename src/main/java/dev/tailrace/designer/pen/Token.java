package dev.tailrace.designer.pen;

import dev.tailrace.operator.Family;
import java.util.Locale;

/** The colours by name, as the theme files give them: {@code WIRE_FLOW} is {@code -tr-wire-flow}. */
public enum Token {
    CANVAS,
    GRID,
    PANEL,
    INSET,
    NODE,
    HOVER,
    LINE,
    LINE_STRONG,
    FG,
    FG_MUTED,
    FG_SUBTLE,
    ACCENT,
    ACCENT_FILL,
    ACCENT_SOFT,
    OK,
    OK_SOFT,
    WARN,
    WARN_SOFT,
    ERR,
    ERR_SOFT,
    ON_BADGE,
    HALO,
    SHADOW,
    WIRE_IDLE,
    WIRE_FLOW,
    WIRE_FLOW_DASH,
    WIRE_BACKPRESSURED,
    WIRE_STALLED,
    WIRE_ERROR,
    GUIDE,
    FAMILY_SOURCES,
    FAMILY_SOURCES_TILE,
    FAMILY_SOURCES_GLYPH,
    FAMILY_SHAPE,
    FAMILY_SHAPE_TILE,
    FAMILY_SHAPE_GLYPH,
    FAMILY_TIME,
    FAMILY_TIME_TILE,
    FAMILY_TIME_GLYPH,
    FAMILY_COMBINE,
    FAMILY_COMBINE_TILE,
    FAMILY_COMBINE_GLYPH,
    FAMILY_ANALYSE,
    FAMILY_ANALYSE_TILE,
    FAMILY_ANALYSE_GLYPH,
    FAMILY_SINKS,
    FAMILY_SINKS_TILE,
    FAMILY_SINKS_GLYPH;

    /** The name in style sheets. */
    public String css() {
        return "-tr-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Token family(Family family) {
        return switch (family) {
            case SOURCES -> FAMILY_SOURCES;
            case SHAPE -> FAMILY_SHAPE;
            case TIME -> FAMILY_TIME;
            case COMBINE -> FAMILY_COMBINE;
            case ANALYSE -> FAMILY_ANALYSE;
            case SINKS -> FAMILY_SINKS;
        };
    }

    /** The ground under a family's glyph. */
    public static Token tile(Family family) {
        return values()[family(family).ordinal() + 1];
    }

    /** A family's glyph on its tile. */
    public static Token glyph(Family family) {
        return values()[family(family).ordinal() + 2];
    }
}
