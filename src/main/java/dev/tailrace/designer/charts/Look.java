package dev.tailrace.designer.charts;

import dev.tailrace.designer.pen.Typefaces;
import java.time.ZoneId;
import java.util.Locale;

/**
 * How charts are drawn for a person.
 *
 * @param zone of time axes
 * @param map what part of the world a map shows
 */
record Look(Typefaces faces, ZoneId zone, Locale locale, MapPart map) {
    Look withMap(MapPart part) {
        return new Look(faces, zone, locale, part);
    }
}
