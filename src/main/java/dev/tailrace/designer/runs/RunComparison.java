package dev.tailrace.designer.runs;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.history.ChangeSummary;
import dev.tailrace.designer.watch.Figures;
import dev.tailrace.runtime.history.RunFacts;
import java.util.ArrayList;
import java.util.List;

/** Two runs beside each other: their totals, the parameters that differ, and what was changed in the pipeline. No toolkit. */
final class RunComparison {
    /** A figure of both runs. */
    record Line(String what, String first, String second) {}

    private final Texts texts;
    private final RunWords words;

    RunComparison(Texts texts, RunWords words) {
        this.texts = texts;
        this.words = words;
    }

    /** Totals, then the parameters that differ. */
    List<Line> lines(RunFacts first, RunFacts second) {
        List<Line> lines = new ArrayList<>();
        add(lines, "duration", words.duration(first.elapsed()), words.duration(second.elapsed()));
        add(lines, "outcome", words.outcome(first.outcome()), words.outcome(second.outcome()));
        add(lines, "rows", words.count(first.rows()), words.count(second.rows()));
        add(
                lines,
                "rate",
                Figures.rate(first.rowsPerSecond(), texts.locale()),
                Figures.rate(second.rowsPerSecond(), texts.locale()));
        add(lines, "errors", words.count(first.errors()), words.count(second.errors()));
        add(lines, "late", words.count(first.late()), words.count(second.late()));
        first.differencesTo(second)
                .forEach((name, values) -> lines.add(new Line(name, values.here(), values.there())));
        return lines;
    }

    /** What was changed from the pipeline of the first run to that of the second, in a line. */
    String changes(PastRun first, PastRun second) {
        if (first.facts().version().equals(second.facts().version())) {
            return texts.get("designer.runs.same-pipeline");
        }
        if (first.pipeline() == null || second.pipeline() == null) {
            return texts.get("designer.runs.no-pipeline");
        }
        return texts.get(
                "designer.runs.pipeline-changed", new ChangeSummary(texts).of(first.pipeline(), second.pipeline()));
    }

    private void add(List<Line> lines, String key, String first, String second) {
        lines.add(new Line(texts.get("designer.runs." + key), first, second));
    }
}
