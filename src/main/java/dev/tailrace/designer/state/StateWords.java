package dev.tailrace.designer.state;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.rows.RowGrid.Change;
import dev.tailrace.designer.watch.CellText;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.runtime.StateLook.Seen;
import dev.tailrace.runtime.StateLook.Table;
import dev.tailrace.runtime.StateLook.Why;
import dev.tailrace.runtime.Telemetry;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is said of a look at the state of a node. */
final class StateWords {
    /** Which operators write for checkpoints; here it stands in the words above the tables. */
    private static final String WATERMARK = "watermark";

    private static final String WINDOW_END = "window_end";
    private static final double KILOBYTE = 1 << 10;
    private static final double MEGABYTE = 1 << 20;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Texts texts;

    /** Of the person who looks. */
    private final ZoneId clock;

    StateWords(Texts texts, ZoneId clock) {
        this.texts = texts;
        this.clock = clock;
    }

    /** The tables that are shown as such. */
    static List<Table> shown(Seen seen) {
        return seen.tables().stream()
                .filter(table -> !table.table().name().equals(WATERMARK))
                .toList();
    }

    /** A table's name: in the reader's language where it is one of ours, with a part's or an aggregate's name as it is. */
    String name(StateTable table) {
        String name = table.name();
        String part = "";
        int dot = name.lastIndexOf(" \u00b7 ");
        if (dot >= 0) {
            part = name.substring(0, dot + 3);
            name = name.substring(dot + 3);
        }
        for (String many : List.of("values of ", "distinct ")) {
            if (name.startsWith(many)) {
                return part + texts.get("designer.state.table-values", name.substring(many.length()));
            }
        }
        String known =
                texts.find("designer.state.table-" + name.replace('_', '-').replace(' ', '-'));
        return part + (known == null ? name : known);
    }

    /** A table's name and how many rows it has, for a list of them. */
    String choice(Seen seen, Table table) {
        long rows = seen.rowsOf(table);
        return texts.get(
                "designer.state.choice",
                name(table.table()),
                table.whole()
                        ? texts.get("designer.state.rows", rows)
                        : rows < 0
                                ? texts.get(
                                        "designer.state.more-than", table.rows().size())
                                : texts.get("designer.state.about", rows));
    }

    /**
     * How much of a table is shown, as of when.
     *
     * @param zone of the pipeline's times
     * @param compared since when changes are told, and which; null for not at all
     */
    String told(Seen seen, Table table, ZoneId zone, @Nullable Compared compared) {
        List<String> said = new ArrayList<>();
        said.add(sized(amount(seen, table), seen.bytesOf(table)));
        if (compared != null) {
            said.add(texts.get(
                    "designer.state.since",
                    TIME.format(compared.since().atZone(clock)),
                    compared.difference().count(Change.COME),
                    compared.difference().count(Change.CHANGED),
                    compared.difference().count(Change.GONE)));
        }
        String at = TIME.format(seen.at().atZone(clock));
        said.add(texts.get(seen.ended() ? "designer.state.last" : "designer.state.as-of", at));
        watermark(seen, zone).ifPresent(said::add);
        closes(table).ifPresent(said::add);
        return String.join(" \u00b7 ", said);
    }

    /** What was compared with. */
    record Compared(Instant since, StateDifference difference) {}

    /** Little is not worth a word. */
    private String sized(String amount, long bytes) {
        if (bytes < KILOBYTE) {
            return amount;
        }
        return bytes < MEGABYTE
                ? texts.get("designer.state.kilobytes", amount, Math.round(bytes / KILOBYTE))
                : texts.get("designer.state.megabytes", amount, bytes / MEGABYTE);
    }

    private String amount(Seen seen, Table table) {
        int shown = table.rows().size();
        if (table.searched() >= 0) {
            return texts.get(
                    table.whole() ? "designer.state.found" : "designer.state.found-among-first",
                    shown,
                    table.searched());
        } else if (table.whole()) {
            return texts.get("designer.state.rows", shown);
        }
        long all = seen.rowsOf(table);
        return all < 0
                ? texts.get("designer.state.first", shown)
                : texts.get("designer.state.first-of-about", shown, all);
    }

    private Optional<String> watermark(Seen seen, ZoneId zone) {
        long millis = seen.watermarkMillis();
        if (millis == Telemetry.NO_WATERMARK) {
            return Optional.empty();
        }
        return Optional.of(
                millis == Long.MAX_VALUE
                        ? texts.get("designer.state.all-input")
                        : texts.get("designer.state.watermark", time(Instant.ofEpochMilli(millis), zone)));
    }

    /** When the first of the windows of a table ends. */
    private Optional<String> closes(Table table) {
        int end = table.table().schema().indexOf(WINDOW_END);
        if (end < 0 || !table.whole()) {
            return Optional.empty();
        }
        return table.rows().stream()
                .map(row -> row.get(end))
                .filter(LocalDateTime.class::isInstance)
                .map(LocalDateTime.class::cast)
                .min(LocalDateTime::compareTo)
                .map(first -> texts.get("designer.state.closes", time(first, ZoneId.of("UTC"))));
    }

    private static String time(Object value, ZoneId zone) {
        String text = CellText.of(value, zone);
        return text.endsWith(".000") ? text.substring(0, text.length() - 4) : text;
    }

    /** Of a node that keeps a watermark and nothing else. */
    String onlyWatermark(Seen seen, String node, ZoneId zone) {
        return watermark(seen, zone)
                .map(said -> texts.get("designer.state.only-watermark", node, said))
                .orElseGet(() -> texts.get("designer.state.only-watermark-yet", node));
    }

    /** That a look takes so long that it is taken only when asked for. */
    String whenAsked(Seen seen, String key) {
        return texts.get("designer.state.when-asked", TimeUnit.NANOSECONDS.toMillis(seen.pauseNanos()), key);
    }

    /**
     * Why there is nothing to see.
     *
     * @param ended whether the run has
     */
    String why(Why why, String node, boolean ended) {
        String key = "designer.state." + why.name().toLowerCase(Locale.ROOT).replace('_', '-');
        String last = ended ? texts.find(key + "-ended") : null;
        return texts.get(last == null ? key : key + "-ended", node);
    }
}
