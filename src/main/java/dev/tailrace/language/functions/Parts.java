package dev.tailrace.language.functions;

import dev.tailrace.data.ArrayColumn;
import dev.tailrace.data.BytesBuilder;
import dev.tailrace.data.MapColumn;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions that take texts apart into arrays and maps, as Flink's. */
public final class Parts {
    private static final byte[] HALF = {'?'};

    private Parts() {}

    /** The parts between the delimiters; the characters if the delimiter is empty, nothing of an empty text. */
    public static void split(byte[] b, int s, int e, byte[] db, int ds, int de, NestedValue result) {
        ArrayColumn.Builder target = (ArrayColumn.Builder) result.begin();
        BytesBuilder parts = (BytesBuilder) target.elements();
        if (ds == de) {
            characters(b, s, e, parts);
        } else if (s < e) {
            int from = s;
            for (int at = s; at + de - ds <= e; ) {
                if (Arrays.equals(b, at, at + de - ds, db, ds, de)) {
                    parts.append(b, from, at);
                    at += de - ds;
                    from = at;
                } else {
                    at++;
                }
            }
            parts.append(b, from, e);
        }
        target.endArray();
        result.end();
    }

    /** Flink splits into UTF-16 units, of which halves of pairs become question marks. */
    private static void characters(byte[] b, int s, int e, BytesBuilder parts) {
        for (int at = s; at < e; ) {
            int length = (b[at] & 0x80) == 0 ? 1 : (b[at] & 0xe0) == 0xc0 ? 2 : (b[at] & 0xf0) == 0xe0 ? 3 : 4;
            if (length == 4) {
                parts.append(HALF, 0, 1);
                parts.append(HALF, 0, 1);
            } else {
                parts.append(b, at, at + length);
            }
            at += length;
        }
    }

    /** Entries between commas, their keys before an equals sign. */
    public static void toMap(byte[] b, int s, int e, NestedValue result) {
        toMap(new String(b, s, e - s, StandardCharsets.UTF_8), ",", "=", result);
    }

    /** Entries and their keys between delimiters that are regular expressions. */
    public static void toMap(
            byte[] b, int s, int e, byte[] eb, int es, int ee, byte[] kb, int ks, int ke, NestedValue result) {
        toMap(
                new String(b, s, e - s, StandardCharsets.UTF_8),
                new String(eb, es, ee - es, StandardCharsets.UTF_8),
                new String(kb, ks, ke - ks, StandardCharsets.UTF_8),
                result);
    }

    @SuppressWarnings("StringSplitter") // its ways are what is wanted: Flink's are the same
    private static void toMap(String text, String between, String behindKey, NestedValue result) {
        Map<String, @Nullable String> map = new LinkedHashMap<>();
        for (String entry : text.isEmpty() ? new String[0] : text.split(between)) {
            String[] parts = entry.split(behindKey, 2);
            map.put(parts.length < 2 ? entry : parts[0], parts.length < 2 ? null : parts[1]);
        }
        MapColumn.Builder target = (MapColumn.Builder) result.begin();
        map.forEach((key, value) -> {
            target.keys().append(key);
            target.values().append(value);
        });
        target.endMap();
        result.end();
    }
}
