package dev.tailrace.designer.pen;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Widths of text in the bundled faces, read from the font files, so that a drawing has the same geometry on every
 * surface and needs no toolkit to be laid out. Kerning is left out. Keeps what it has measured; for one thread.
 */
public final class Typefaces {
    /** Beyond this many texts the memory is begun anew: labels of live wires change all the time. */
    private static final int REMEMBERED = 4_096;

    private static final String ELLIPSIS = "…";

    /** Read once: the tables never change, and the files are large. */
    private static final Map<Face, Advances> ADVANCES = read();

    private final Map<Face, Map<String, Double>> widths = new EnumMap<>(Face.class);

    public Typefaces() {
        for (Face face : Face.values()) {
            widths.put(face, new HashMap<>());
        }
    }

    private static Map<Face, Advances> read() {
        Map<Face, Advances> tables = new EnumMap<>(Face.class);
        for (Face face : Face.values()) {
            try (InputStream file = face.open()) {
                tables.put(face, new Advances(file.readAllBytes()));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return tables;
    }

    public double width(String text, Face face, double size) {
        Map<String, Double> known = get(widths, face);
        Double unit = known.get(text);
        if (unit == null) {
            if (known.size() > REMEMBERED) {
                known.clear();
            }
            unit = get(ADVANCES, face).of(text);
            known.put(text, unit);
        }
        return unit * size;
    }

    /** The text's width when drawn by {@link Pen#numbers}. */
    public double numbersWidth(String text, Face face, double size) {
        double zero = width("0", face, size);
        double sum = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean digit = i < text.length() && Character.isDigit(text.charAt(i));
            if (digit || i == text.length()) {
                sum += i > start ? width(text.substring(start, i), face, size) : 0;
                sum += digit ? zero : 0;
                start = i + 1;
            }
        }
        return sum;
    }

    /** The text, or as much of its beginning as fits with an ellipsis. */
    public String fitted(String text, Face face, double size, double room) {
        if (width(text, face, size) <= room) {
            return text;
        }
        Advances table = get(ADVANCES, face);
        double left = room / size - table.of(ELLIPSIS);
        int end = 0;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            left -= table.of(text.substring(end, next));
            if (left < 0) {
                break;
            }
            end = next;
        }
        return text.substring(0, end).stripTrailing() + ELLIPSIS;
    }

    private static <V> V get(Map<Face, V> map, Face face) {
        V value = map.get(face);
        if (value == null) {
            throw new IllegalStateException(face.name());
        }
        return value;
    }
}
