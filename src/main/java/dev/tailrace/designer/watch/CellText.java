package dev.tailrace.designer.watch;

import dev.tailrace.data.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values of rows as they stand in tables: as they are, without grouping, dates as ISO writes them; {@code [1, 2]} for
 * arrays, {@code {a=1}} for maps, {@code (1, x)} for rows.
 */
public final class CellText {
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final int MOST_BYTES = 64;

    private CellText() {}

    /** @param zone in which an Instant (TIMESTAMP_LTZ) has its wall clock */
    public static String of(@Nullable Object value, ZoneId zone) {
        return text(value, zone, MOST_BYTES);
    }

    /** As {@link #of}, with all bytes of BYTES. */
    public static String whole(@Nullable Object value, ZoneId zone) {
        return text(value, zone, Integer.MAX_VALUE);
    }

    private static String text(@Nullable Object value, ZoneId zone, int mostBytes) {
        if (value == null) {
            return "null";
        } else if (value instanceof LocalDateTime time) {
            return DATE_TIME.format(time);
        } else if (value instanceof Instant instant) {
            return DATE_TIME.format(instant.atZone(zone));
        } else if (value instanceof LocalTime time) {
            return TIME.format(time);
        } else if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        } else if (value instanceof byte[] bytes) {
            int shown = Math.min(bytes.length, mostBytes);
            return "x'" + HexFormat.of().formatHex(bytes, 0, shown) + (shown < bytes.length ? "…'" : "'");
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(element -> text(element, zone, mostBytes))
                    .collect(Collectors.joining(", ", "[", "]"));
        } else if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> text(entry.getKey(), zone, mostBytes) + "=" + text(entry.getValue(), zone, mostBytes))
                    .collect(Collectors.joining(", ", "{", "}"));
        } else if (value instanceof Row row) {
            return row.values().stream()
                    .map(field -> text(field, zone, mostBytes))
                    .collect(Collectors.joining(", ", "(", ")"));
        }
        return value.toString();
    }
}
