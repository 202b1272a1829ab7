package dev.tailrace.designer.pen;

import java.nio.ByteBuffer;
import java.util.Locale;

/** How far each character of an OpenType font moves on: its {@code cmap} and {@code hmtx} tables. Immutable. */
final class Advances {
    /** Characters that a bundled face lacks come from the system's font: wide scripts take a square, others this. */
    private static final double UNKNOWN = 0.6;

    private static final int FIRST_WIDE = 0x2E80;

    private final ByteBuffer font;
    private final int unitsPerEm;
    private final int metrics;
    private final int metricCount;
    private final int segments;

    Advances(byte[] file) {
        font = ByteBuffer.wrap(file);
        unitsPerEm = font.getShort(table("head") + 18) & 0xFFFF;
        metrics = table("hmtx");
        metricCount = font.getShort(table("hhea") + 34) & 0xFFFF;
        segments = unicodeSegments(table("cmap"));
    }

    /** The width of a text at size 1. */
    double of(String text) {
        double sum = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            sum += of(character);
            i += Character.charCount(character);
        }
        return sum;
    }

    private double of(int character) {
        int glyph = character > 0xFFFF ? 0 : glyph(character);
        if (glyph == 0) {
            return character >= FIRST_WIDE ? 1 : UNKNOWN;
        }
        int at = metrics + 4 * Math.min(glyph, metricCount - 1);
        return (font.getShort(at) & 0xFFFF) / (double) unitsPerEm;
    }

    /** Looks a character up in the segments of a format 4 mapping; 0 if it is not there. */
    private int glyph(int character) {
        int doubled = font.getShort(segments + 6) & 0xFFFF;
        int ends = segments + 14;
        int starts = ends + doubled + 2;
        int deltas = starts + doubled;
        int offsets = deltas + doubled;
        for (int i = 0; i < doubled; i += 2) {
            if (character > (font.getShort(ends + i) & 0xFFFF)) {
                continue;
            }
            int start = font.getShort(starts + i) & 0xFFFF;
            if (character < start) {
                return 0;
            }
            int delta = font.getShort(deltas + i);
            int offset = font.getShort(offsets + i) & 0xFFFF;
            if (offset == 0) {
                return (character + delta) & 0xFFFF;
            }
            int glyph = font.getShort(offsets + i + offset + 2 * (character - start)) & 0xFFFF;
            return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
        }
        return 0;
    }

    private int unicodeSegments(int cmap) {
        int count = font.getShort(cmap + 2) & 0xFFFF;
        for (int i = 0; i < count; i++) {
            int mapping = cmap + font.getInt(cmap + 4 + 8 * i + 4);
            if (font.getShort(mapping) == 4) {
                return mapping;
            }
        }
        throw new IllegalArgumentException("a font without a Unicode mapping of format 4");
    }

    private int table(String tag) {
        int count = font.getShort(4) & 0xFFFF;
        for (int i = 0; i < count; i++) {
            int entry = 12 + 16 * i;
            StringBuilder name = new StringBuilder();
            for (int c = 0; c < 4; c++) {
                name.append((char) font.get(entry + c));
            }
            if (name.toString().equals(tag)) {
                return font.getInt(entry + 8);
            }
        }
        throw new IllegalArgumentException(String.format(Locale.ROOT, "a font without the table %s", tag));
    }
}
