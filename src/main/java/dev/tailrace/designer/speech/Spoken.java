package dev.tailrace.designer.speech;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.watch.LivePicture.LiveNode;
import dev.tailrace.designer.watch.LivePicture.LiveWire;
import dev.tailrace.designer.watch.LivePicture.WireState;
import dev.tailrace.model.Pipeline;
import dev.tailrace.runtime.Telemetry;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The words of nodes, wires and events for those who hear them, in the language of the texts; safe on any thread. The
 * form is that of LOOK.md, section 7: the name first, then what it is, then what changes.
 */
public final class Spoken {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    /** What goes between the figure and the word of a count in Chinese, as everywhere else in the window. */
    private static final String HAN_BESIDE_DIGIT = "(?<=\\d)(?=\\p{IsHan})";

    private static final String BETWEEN_HAN = "(?<=\\p{IsHan}) (?=\\p{IsHan})";

    private final Texts texts;

    public Spoken(Texts texts) {
        this.texts = texts;
    }

    /** What is true of a node besides its name; {@code live} is null before the first run. */
    public record NodeFacts(
            String name,
            String operator,
            boolean muted,
            boolean bottleneck,
            int errors,
            int warnings,
            @Nullable LiveNode live) {}

    /**
     * What is true of a wire; {@code live} is null before the first run.
     *
     * @param breakpoint whether one is set and on
     * @param held whether the run holds a row here
     * @param zone of the times that are told
     */
    public record WireFacts(
            String from, String to, boolean breakpoint, boolean held, @Nullable LiveWire live, ZoneId zone) {}

    /** The drawing as a whole. */
    public String drawing(Pipeline pipeline) {
        return texts.get(
                "designer.speech.drawing", pipeline.name(), pipeline.nodes().size());
    }

    public String node(NodeFacts facts) {
        List<String> words = new ArrayList<>(List.of(facts.name(), lowered(facts.operator())));
        LiveNode live = facts.live();
        if (live != null) {
            addRows(words, live.rowsIn(), live.rowsOut());
        }
        if (facts.bottleneck()) {
            words.add(texts.get("designer.speech.bottleneck"));
        }
        if (facts.muted()) {
            words.add(texts.get("designer.speech.muted"));
        }
        addProblems(words, facts.errors(), facts.warnings());
        return joined(words);
    }

    public String wire(WireFacts facts) {
        List<String> words = new ArrayList<>();
        words.add(texts.get("designer.speech.wire", facts.from(), facts.to()));
        LiveWire live = facts.live();
        if (facts.held()) {
            words.add(texts.get("designer.speech.held"));
        } else if (live != null) {
            boolean over = live.ended() && live.state() == WireState.IDLE;
            words.add(texts.get(
                    "designer.speech." + (over ? "ended" : live.state().name().toLowerCase(Locale.ROOT))));
        }
        if (live != null && !live.ended()) {
            words.add(watermark(live, facts.zone()));
        }
        if (facts.breakpoint()) {
            words.add(texts.get("designer.speech.breakpoint"));
        }
        return joined(words);
    }

    /** A collapsed group. */
    public String group(String name, int nodes, int errors, int warnings) {
        List<String> words = new ArrayList<>(List.of(name, texts.get("designer.speech.group", nodes)));
        addProblems(words, errors, warnings);
        return joined(words);
    }

    public String note(String text) {
        return texts.get("designer.speech.note", text);
    }

    /** How many problems there are now. */
    public String problems(int errors, int warnings) {
        if (errors + warnings == 0) {
            return texts.get("designer.speech.no-problems");
        }
        List<String> words = new ArrayList<>();
        addProblems(words, errors, warnings);
        return joined(words);
    }

    /** A row is held between two nodes. */
    public String held(String from, String to, int waiting) {
        return texts.get("designer.speech.held-at", texts.get("designer.speech.wire", from, to), waiting);
    }

    /** Rows in and out; a unit that both have is said once where the language does so. */
    private void addRows(List<String> words, long in, long out) {
        NumberFormat format = NumberFormat.getCompactNumberInstance(texts.locale(), NumberFormat.Style.LONG);
        format.setMaximumFractionDigits(1);
        format.setRoundingMode(RoundingMode.HALF_UP);
        String inText = format.format(in);
        String outText = format.format(out);
        if (in > 0) {
            words.add(spaced(texts.get("designer.speech.rows-in", inText, in)));
        }
        boolean once = !Texts.readsChinese(texts.locale());
        if (once && out > 0 && in > 0 && unit(inText).equals(unit(outText))) {
            String figure =
                    outText.substring(0, outText.length() - unit(outText).length());
            words.add(spaced(texts.get("designer.speech.out", figure.strip())));
        } else if (out > 0) {
            words.add(spaced(texts.get("designer.speech.rows-out", outText, out)));
        } else if (in == 0) {
            words.add(texts.get("designer.speech.no-rows"));
        }
    }

    private static String spaced(String words) {
        return words.replaceAll(HAN_BESIDE_DIGIT, " ").replaceAll(BETWEEN_HAN, "");
    }

    private static String unit(String count) {
        int end = count.length();
        while (end > 0 && !Character.isDigit(count.charAt(end - 1))) {
            end--;
        }
        return count.substring(end);
    }

    private void addProblems(List<String> words, int errors, int warnings) {
        if (errors > 0) {
            words.add(texts.get("designer.speech.errors", errors));
        }
        if (warnings > 0) {
            words.add(texts.get("designer.speech.warnings", warnings));
        }
    }

    private String watermark(LiveWire live, ZoneId zone) {
        long millis = live.watermarkMillis();
        if (millis == Telemetry.NO_WATERMARK) {
            return texts.get("designer.speech.no-watermark");
        }
        if (millis == Long.MAX_VALUE) {
            return texts.get("designer.speech.ended");
        }
        DateTimeFormatter format = live.watermarkByDate() ? DateTimeFormatter.ISO_LOCAL_DATE : TIME;
        return texts.get(
                "designer.speech.watermark",
                format.format(Instant.ofEpochMilli(millis).atZone(zone)));
    }

    /** "Filter" inside a sentence is "filter"; "SQL query" stays. */
    private String lowered(String name) {
        boolean ordinary = name.length() > 1 && Character.isLowerCase(name.charAt(1));
        return ordinary ? name.substring(0, 1).toLowerCase(texts.locale()) + name.substring(1) : name;
    }

    private String joined(List<String> words) {
        return words.stream()
                .reduce((one, next) -> texts.get("designer.speech.and", one, next))
                .orElse("");
    }
}
