package dev.tailrace.designer.runs;

import dev.tailrace.data.Texts;
import dev.tailrace.model.Parameter;
import dev.tailrace.model.Pipeline;
import dev.tailrace.runtime.history.Outcome;
import dev.tailrace.runtime.history.RunFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Runs in words. No toolkit. */
final class RunWords {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Texts texts;
    private final ZoneId zone;

    RunWords(Texts texts, ZoneId zone) {
        this.texts = texts;
        this.zone = zone;
    }

    /** The time of day, with the date if it is another day's. */
    String started(RunFacts run, Instant now) {
        ZonedDateTime started = run.started().atZone(zone);
        LocalDate today = now.atZone(zone).toLocalDate();
        return (started.toLocalDate().equals(today) ? CLOCK : DATE).format(started);
    }

    /** As in {@code 1.8 s}, {@code 2 min 10 s} and {@code 3 h 4 min}. */
    String duration(Duration elapsed) {
        long seconds = Math.round(elapsed.toMillis() / 1e3);
        if (seconds < 60) {
            return texts.get(
                    "designer.runs.seconds", String.format(texts.locale(), "%.1f", elapsed.toMillis() / 1e3));
        }
        return seconds < 3600
                ? texts.get("designer.runs.minutes", seconds / 60, seconds % 60)
                : texts.get("designer.runs.hours", seconds / 3600, seconds % 3600 / 60);
    }

    String outcome(Outcome outcome) {
        return texts.get("designer.runs.outcome." + outcome.name().toLowerCase(Locale.ROOT));
    }

    static String icon(Outcome outcome) {
        return switch (outcome) {
            case RUNNING -> "mdi2p-play-circle-outline";
            case DONE -> "mdi2c-check-circle-outline";
            case STOPPED -> "mdi2s-stop-circle-outline";
            case FAILED -> "mdi2a-alert-circle-outline";
            case BROKEN_OFF -> "mdi2l-lightning-bolt-outline";
        };
    }

    String count(long rows) {
        return String.format(texts.locale(), "%,d", rows);
    }

    /** The parameters whose values are not those of the drawing as it is now. */
    static String parameters(RunFacts run, Pipeline now) {
        Map<String, String> present = new HashMap<>();
        for (Parameter parameter : now.parameters()) {
            present.put(
                    parameter.name(),
                    parameter.defaultValue() == null
                            ? ""
                            : parameter.defaultValue().asText());
        }
        return new TreeMap<>(run.parameters())
                .entrySet().stream()
                        .filter(one -> !one.getValue().equals(present.get(one.getKey())))
                        .map(one -> one.getKey() + " = " + one.getValue())
                        .collect(Collectors.joining(", "));
    }

    /** @param present version of the drawing as it is now */
    String version(RunFacts run, String present) {
        return texts.get(
                run.version().equals(present) ? "designer.runs.as-now" : "designer.runs.changed", run.version());
    }
}
