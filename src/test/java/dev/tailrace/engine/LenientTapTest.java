package dev.tailrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.NoValue;
import dev.tailrace.data.Row;
import dev.tailrace.data.Texts;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Breakpoint;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import dev.tailrace.runtime.Tap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Columns that nothing uses are read for whoever looks, and nothing else changes. Only {@code n} is used; in every third
 * record {@code amount} is no integer, in every seventh {@code n} is not.
 */
class LenientTapTest {
    private static final int ROWS = 3_000;

    /** Half a minute of rows at {@link #PACE}, which nobody waits for. */
    private static final int MANY_ROWS = 60_000;

    private static final int PACE = 2_000;
    private static final Wire FIRST = Wire.of("in.out", "few.in");
    private static final Wire FILTERED = Wire.of("few.out", "renamed.in");
    private static final Wire RENAMED = Wire.of("renamed.out", "narrow.in");
    private static final List<String> FORMATS = List.of("json", "csv");

    @TempDir
    Path folder;

    private static String record(String format, int i) {
        String n = i % 7 == 0 ? "\"odd\"" : String.valueOf(i);
        String amount = i % 3 == 0 ? "\"c\"\"" + i + "\"" : String.valueOf(i * 2);
        return format.equals("csv")
                ? n + ",\"t," + i + "\"," + amount
                : "{\"n\":" + n + ",\"text\":\"t\\u002c" + i + "\",\"amount\":" + amount.replace("\"\"", "\\\"") + "}";
    }

    /** @param errors {@code wired}, or the error policy */
    private CheckedPipeline pipeline(String format, String errors, int rowsPerSecond) throws Exception {
        return pipeline(format, errors, rowsPerSecond, ROWS);
    }

    private CheckedPipeline pipeline(String format, String errors, int rowsPerSecond, int rows) throws Exception {
        String lines = IntStream.range(0, rows)
                .mapToObj(i -> record(format, i))
                .collect(Collectors.joining("\n", format.equals("csv") ? "n,text,amount\n" : "", ""));
        Files.writeString(folder.resolve("in." + format), lines);
        boolean wired = errors.equals("wired");
        String text =
                """
                {"tailrace": 1, "name": "p", "nodes": [
                  {"id": "in", "operator": "file-source", "settings": {"path": "in.%1$s", "onError": "%2$s",
                   "rowsPerSecond": %3$d, "format": {"type": "%1$s", "columns": [
                    {"name": "n", "type": "BIGINT"}, {"name": "text", "type": "STRING"},
                    {"name": "amount", "type": "INT"}]}}},
                  {"id": "few", "operator": "filter", "settings": {"condition": "MOD(n, 2) = 0"}},
                  {"id": "renamed", "operator": "project", "settings": {"columns": [
                   {"name": "m", "expression": "n + 1"}, {"name": "number", "expression": "amount"},
                   {"name": "t", "expression": "text"}]}},
                  {"id": "narrow", "operator": "project", "settings": {"columns": [{"expression": "m"}]}},
                  {"id": "sink", "operator": "file-sink", "settings": {"path": "out.csv", "format": {"type": "csv"}}}
                  %4$s],
                 "wires": [{"from": "in.out", "to": "few.in"}, {"from": "few.out", "to": "renamed.in"},
                  {"from": "renamed.out", "to": "narrow.in"}, {"from": "narrow.out", "to": "sink.in"} %5$s]}
                """
                        .formatted(
                                format,
                                wired ? "stop" : errors,
                                rowsPerSecond,
                                wired
                                        ? ", {\"id\": \"bad\", \"operator\": \"file-sink\", \"settings\": {\"path\":"
                                                + " \"bad.csv\", \"format\": {\"type\": \"csv\"}}}"
                                        : "",
                                wired ? ", {\"from\": \"in.error\", \"to\": \"bad.in\"}" : "");
        PipelineCheck check = new PipelineCheck(Catalogue.load());
        Pipeline pipeline = Objects.requireNonNull(PipelineJson.parse(text).pipeline());
        CheckedPipeline checked = check.check(pipeline, folder, Map.of());
        assertTrue(checked.problems().isEmpty(), () -> checked.problems().toString());
        return checked;
    }

    private static Run start(CheckedPipeline pipeline) {
        return new EmbeddedRuntime(new PipelineCheck(Catalogue.load()))
                .start(pipeline, new RunOptions(64, Duration.ofMillis(5)));
    }

    /** Everything that a run leaves: files, counts, rows of each wire. */
    private Map<String, String> outcome(Run run) throws Exception {
        assertEquals(Run.State.DONE, Conditions.end(run), () -> String.valueOf(run.failure()));
        Map<String, String> outcome = new TreeMap<>();
        for (String file : List.of("out.csv", "bad.csv")) {
            Path path = folder.resolve(file);
            outcome.put(file, Files.exists(path) ? Files.readString(path) : "");
            Files.deleteIfExists(path);
        }
        run.telemetry().wires().forEach((wire, reading) -> outcome.put(wire.id(), reading.rows() + " rows"));
        run.telemetry().nodes().forEach((node, reading) -> outcome.put(node, reading.errors() + " errors"));
        return outcome;
    }

    @Test
    void answersAndErrorsAreTheSameWithATapOnEveryWire() throws Exception {
        for (String format : FORMATS) {
            for (String errors : List.of("wired", "skip")) {
                CheckedPipeline pipeline = pipeline(format, errors, 0);
                Map<String, String> alone = outcome(start(pipeline));
                assertTrue(alone.get("out.csv").length() > ROWS, () -> alone.toString());

                Run watched = start(pipeline);
                List<Tap> taps = new ArrayList<>();
                pipeline.pipeline().wires().forEach(wire -> taps.add(watched.tap(wire)));
                assertEquals(alone, outcome(watched), format + ", errors " + errors);
                taps.forEach(Tap::close);
            }
        }
    }

    @Test
    void aFailureStopsTheRunWithTheSameProblem() throws Exception {
        for (String format : FORMATS) {
            CheckedPipeline pipeline = pipeline(format, "stop", 0);
            Run alone = start(pipeline);
            assertEquals(Run.State.FAILED, Conditions.end(alone));
            Run watched = start(pipeline);
            Tap tap = watched.tap(FIRST);
            assertEquals(Run.State.FAILED, Conditions.end(watched));
            assertEquals(alone.failure(), watched.failure());
            tap.close();
        }
    }

    @Test
    void whoeverLooksSeesWhatNothingUses() throws Exception {
        for (String format : FORMATS) {
            Run run = start(pipeline(format, "skip", PACE, MANY_ROWS));
            for (Wire wire : List.of(FIRST, FILTERED)) {
                Row seen = awaitRow(run, wire, 2, false);
                long n = (Long) Objects.requireNonNull(seen.get(0));
                assertEquals("t," + n, seen.get(1));
                assertEquals((int) n * 2, seen.get(2));
            }
            Row odd = awaitRow(run, FILTERED, 2, true);
            NoValue.Unreadable cell = (NoValue.Unreadable) Objects.requireNonNull(odd.get(2));
            assertTrue(cell.raw().contains(String.valueOf(odd.get(0))), cell.raw());
            assertEquals(
                    "amount is \"c\"" + odd.get(0) + "\", not an integer (INT).",
                    new Texts(Locale.ROOT).message(cell.problem()));

            Row renamed = awaitRow(run, RENAMED, 1, true);
            assertEquals("t," + ((Long) Objects.requireNonNull(renamed.get(0)) - 1), renamed.get(2));
            run.stop();
            Conditions.end(run);
        }
    }

    @Test
    void openingAndClosingTapsDuringARunChangesNothing() throws Exception {
        for (String format : FORMATS) {
            Map<String, String> alone = outcome(start(pipeline(format, "wired", 0)));
            Run run = start(pipeline(format, "wired", PACE));
            int opened = 0;
            // Not over before enough taps have been opened, however slow this thread is.
            run.breakpoints().set(FIRST, new Breakpoint("n = " + (ROWS - 1), 1));
            while (!run.state().isFinal()) {
                Wire wire = List.of(FIRST, FILTERED, RENAMED).get(opened++ % 3);
                try (Tap tap = run.tap(wire)) {
                    long version = tap.version();
                    Conditions.await(
                            "rows pass",
                            () -> tap.version() > version
                                    || run.state() == Run.State.HELD
                                    || run.state().isFinal());
                }
                if (opened > 3) {
                    run.resume();
                }
            }
            assertEquals(alone, outcome(run), format);
        }
    }

    @Test
    void nobodyLookingNothingIsRead() throws Exception {
        Run run = start(pipeline("json", "skip", 0));
        Conditions.end(run);
        try (Tap tap = run.tap(FIRST)) {
            Row first = tap.latest().get(0);
            assertEquals(NoValue.Unread.UNREAD, first.get(1));
            assertEquals(NoValue.Unread.UNREAD, first.get(2));
        }
    }

    /** A row whose cell has been read and is, or is not, readable. */
    private static Row awaitRow(Run run, Wire wire, int column, boolean unreadable) {
        List<@Nullable Row> found = new ArrayList<>();
        try (Tap tap = run.tap(wire)) {
            Conditions.await("a row is seen", () -> {
                tap.latest().stream()
                        .filter(row -> row.get(column) != NoValue.Unread.UNREAD
                                && row.get(column) instanceof NoValue == unreadable)
                        .findFirst()
                        .ifPresent(found::add);
                return !found.isEmpty();
            });
        }
        return Objects.requireNonNull(found.get(0));
    }
}
