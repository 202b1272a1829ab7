package dev.tailrace.designer.watch;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.watch.LivePicture.LiveWire;
import dev.tailrace.designer.watch.LivePicture.WireState;
import dev.tailrace.model.Wire;
import dev.tailrace.runtime.Telemetry;
import dev.tailrace.runtime.Telemetry.WireReading;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

/** The words of the pills. They change four times a second at most, however often they are asked for. */
final class WireLabels {
    static final long REFRESH_NANOS = 250_000_000L;

    private static final double DAY_MILLIS = 86_400_000;

    /** A watermark that once raced is shown by date a while longer, so that the text does not change form. */
    private static final long BY_DATE_NANOS = 5 * LiveRun.SECOND;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ISO_LOCAL_DATE;

    private record Words(String label, String detail) {}

    private final Texts texts;
    private final ZoneId zone;
    private final Map<Wire, Words> words = new HashMap<>();
    private final Map<Wire, Long> raced = new HashMap<>();
    private long nanoTime;
    private long written;
    private boolean refresh = true;

    WireLabels(Texts texts, ZoneId zone) {
        this.texts = texts;
        this.zone = zone;
    }

    /** Begins the pictures of one moment. */
    void begin(long now, boolean ended) {
        refresh = ended || words.isEmpty() || now - written >= REFRESH_NANOS;
        nanoTime = now;
        if (refresh) {
            written = now;
        }
    }

    LiveWire label(
            Wire wire,
            WireState state,
            double rate,
            WireReading reading,
            double watermarkMillisPerSecond,
            long quietNanos,
            boolean ended) {
        if (watermarkMillisPerSecond > DAY_MILLIS) {
            raced.put(wire, nanoTime);
        }
        Long lastRaced = raced.get(wire);
        boolean byDate = lastRaced != null && nanoTime - lastRaced <= BY_DATE_NANOS;
        Words shown = words.get(wire);
        if (refresh || shown == null) {
            shown = words(state, rate, reading, byDate, quietNanos, ended);
            words.put(wire, shown);
        }
        return new LiveWire(
                state, rate, reading.rows(), reading.watermarkMillis(), byDate, shown.label, shown.detail, ended);
    }

    private Words words(
            WireState state, double rate, WireReading reading, boolean byDate, long quietNanos, boolean ended) {
        if (ended) {
            return new Words(
                    texts.get(
                            "designer.watch.rows-total",
                            Figures.compact(reading.rows(), texts.locale()),
                            reading.rows()),
                    texts.get("designer.watch.done"));
        }
        String rateText = Figures.rate(rate, texts.locale());
        return switch (state) {
            case STALLED -> new Words(texts.get("designer.watch.stalled", quietNanos / LiveRun.SECOND), "");
            case ERROR -> new Words(rateText, texts.get("designer.watch.rows", reading.rows()));
            default -> new Words(rateText, watermark(reading.watermarkMillis(), byDate));
        };
    }

    private String watermark(long millis, boolean byDate) {
        if (millis == Telemetry.NO_WATERMARK) {
            return texts.get("designer.watch.no-watermark");
        }
        if (millis == Long.MAX_VALUE) {
            return texts.get("designer.watch.done");
        }
        DateTimeFormatter format = byDate ? DATE : TIME;
        return texts.get(
                "designer.watch.watermark",
                format.format(Instant.ofEpochMilli(millis).atZone(zone)));
    }
}
