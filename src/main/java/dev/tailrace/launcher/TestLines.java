package dev.tailrace.launcher;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.data.json.CellJson;
import dev.tailrace.launcher.TestCommand.Tested;
import dev.tailrace.model.Pipeline;
import dev.tailrace.proof.ComparedRow.Verdict;
import dev.tailrace.proof.Outcome;
import dev.tailrace.proof.Outcome.ComparedPort;
import dev.tailrace.proof.Outcome.FailedRow;
import dev.tailrace.proof.Outcome.Status;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells the tests of files as they run: a line each, and below it what differs. */
final class TestLines {
    private final Terminal terminal;
    private final PrintStream out;
    private final Texts texts;

    TestLines(Terminal terminal, PrintStream out) {
        this.terminal = terminal;
        this.out = out;
        this.texts = terminal.texts();
    }

    private String words(String key, Object... arguments) {
        return texts.get("launcher.test." + key, arguments);
    }

    void file(String file, int running, int all) {
        out.println(all == 0 ? words("file-none", file) : words("file", file, running));
    }

    /** On a terminal, the line of a test that runs stands until its result takes its place. */
    void begin(String test) {
        if (terminal.live()) {
            out.print("  " + words("running") + "  " + test);
            out.flush();
        }
    }

    void end(Outcome outcome, Pipeline pipeline) {
        if (terminal.live()) {
            out.print("\r\u001b[2K");
        }
        out.println("  " + glyph(outcome.status()) + " " + words(word(outcome.status())) + "  " + outcome.test() + "  "
                + words("millis", outcome.elapsed().toMillis()));
        details(outcome, pipeline, texts).forEach(line -> out.println("      " + line));
    }

    private static String glyph(Status status) {
        return switch (status) {
            case PASSED -> "\u2713";
            case FAILED -> "\u2717";
            case UNFIT -> "\u25cf";
        };
    }

    static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /** What is wrong, in lines; none if nothing is. */
    static List<String> details(Outcome outcome, Pipeline pipeline, Texts texts) {
        List<String> lines = new ArrayList<>();
        for (Problem problem : outcome.problems()) {
            lines.add(PipelineFiles.where(problem, pipeline) + texts.of(problem));
        }
        CellJson cells = new CellJson(outcome.zone());
        FailedRow row = outcome.failedRow();
        if (row != null) {
            lines.add(row.schema().fields().stream()
                    .map(field -> field.name() + "="
                            + cells.text(row.row().get(row.schema().indexOf(field.name())), field.type()))
                    .collect(Collectors.joining(", ")));
        }
        for (ComparedPort port : outcome.ports()) {
            if (!port.isSame()) {
                lines.add(summary(port, texts));
                DifferenceTable.of(port, cells, texts).forEach(line -> lines.add("  " + line));
            }
        }
        return lines;
    }

    private static String summary(ComparedPort port, Texts texts) {
        return texts.get(
                "launcher.test.port",
                port.port().toString(),
                port.count(Verdict.SAME),
                port.count(Verdict.DIFFERENT),
                port.count(Verdict.MISSING),
                port.count(Verdict.UNEXPECTED));
    }

    void total(List<Tested> tested) {
        List<Outcome> all =
                tested.stream().flatMap(file -> file.outcomes().stream()).toList();
        out.println(words(
                "total", all.size(), count(all, Status.PASSED), count(all, Status.FAILED), count(all, Status.UNFIT)));
    }

    static int count(List<Outcome> outcomes, Status status) {
        return (int)
                outcomes.stream().filter(outcome -> outcome.status() == status).count();
    }
}
