package dev.tailrace.designer.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.runs.RunComparison.Line;
import dev.tailrace.model.Node;
import dev.tailrace.model.Parameter;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.view.ChartView;
import dev.tailrace.operator.view.ChartView.Point;
import dev.tailrace.operator.view.ChartView.Series;
import dev.tailrace.runtime.history.Outcome;
import dev.tailrace.runtime.history.PipelineVersion;
import dev.tailrace.runtime.history.RunFacts;
import dev.tailrace.runtime.history.RunSeries;
import dev.tailrace.runtime.history.RunSeries.OfNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs in words, beside each other, and as charts. */
class RunComparisonTest {
    private static final Texts TEXTS = new Texts(Locale.ENGLISH);
    private static final RunWords WORDS = new RunWords(TEXTS, ZoneOffset.UTC);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Pipeline FEED = Pipeline.empty("Feed")
            .withNodes(List.of(node("feed", "Quake feed"), node("top", "Strongest")))
            .withWires(List.of(Wire.of("feed.out", "top.in")));
    private static final RunSeries SERIES = new RunSeries(
            new double[] {0, 2, 4},
            new long[] {0, 200, 600},
            Map.of("feed.out -> top.in", new long[] {0, 100, 300}),
            Map.of("feed", node(500), "top", node(1000)));

    @Test
    void totalsAndDifferentParametersStandBesideEachOther() {
        List<Line> lines = new RunComparison(TEXTS, WORDS)
                .lines(facts(FEED, "15", Outcome.DONE), facts(FEED, "30", Outcome.FAILED));
        assertEquals(
                List.of(
                        new Line("Duration", "2 min 10 s", "2 min 10 s"),
                        new Line("Outcome", "done", "failed"),
                        new Line("Rows", "13,000", "13,000"),
                        new Line("Rows/s", "100/s", "100/s"),
                        new Line("Failed rows", "2", "2"),
                        new Line("Late rows", "1", "1"),
                        new Line("late", "15", "30")),
                lines);
    }

    @Test
    void whatWasChangedInThePipelineIsSaidInALine() {
        RunComparison comparison = new RunComparison(TEXTS, WORDS);
        Pipeline renamed = FEED.withNodes(List.of(FEED.nodes().get(0).withName("Feed"), node("top", "Strongest")));
        assertEquals("Both ran the same pipeline.", comparison.changes(run(FEED), run(FEED)));
        assertEquals("Pipeline: Renamed Feed", comparison.changes(run(FEED), run(renamed)));
    }

    @Test
    void runOfTodayHasTheTimeOfDayAndAnOlderOneTheDateToo() {
        RunFacts run = facts(FEED, "15", Outcome.DONE);
        assertEquals("12:00:00", WORDS.started(run, NOON.plusSeconds(3600)));
        assertEquals("2026-03-01 12:00:00", WORDS.started(run, NOON.plus(Duration.ofDays(1))));
        assertEquals("1.8 s", WORDS.duration(Duration.ofMillis(1800)));
        assertEquals("3 h 4 min", WORDS.duration(Duration.ofMinutes(184)));
    }

    @Test
    void onlyParametersThatAreNotAsNowAreNamed() {
        Pipeline now = FEED.withParameters(List.of(new Parameter("late", "INT", IntNode.valueOf(15), Map.of())));
        assertEquals("", RunWords.parameters(facts(FEED, "15", Outcome.DONE), now));
        assertEquals("late = 30", RunWords.parameters(facts(FEED, "30", Outcome.DONE), now));
    }

    @Test
    void versionIsAsNowUntilThePipelineIsChanged() {
        RunFacts run = facts(FEED, "15", Outcome.DONE);
        assertEquals(run.version() + " as now", WORDS.version(run, PipelineVersion.of(FEED)));
        assertEquals(run.version() + " changed", WORDS.version(run, "another"));
    }

    @Test
    void chartOfOneRunHasItsRatesAtTheEndsOfTheirStretches() {
        ChartView chart = new RunCharts(TEXTS).of(RunCharts.Of.SOURCES, List.of(run(FEED)), List.of("12:00:00"));
        assertEquals(
                List.of(new Series("Sources", List.of(new Point(2, 100), new Point(4, 200)))), chart.series());
    }

    @Test
    void chartsOfTwoRunsLieOverEachOther() {
        ChartView chart = new RunCharts(TEXTS)
                .of(RunCharts.Of.WIRES, List.of(run(FEED), run(FEED)), List.of("12:00:00", "12:05:00"));
        assertEquals(
                List.of("Quake feed \u2192 Strongest, 12:00:00", "Quake feed \u2192 Strongest, 12:05:00"),
                chart.series().stream().map(Series::name).toList());
    }

    @Test
    void theBusiestNodeComesFirst() {
        ChartView chart = new RunCharts(TEXTS).of(RunCharts.Of.BUSY, List.of(run(FEED)), List.of(""));
        assertEquals(
                List.of("Strongest", "Quake feed"),
                chart.series().stream().map(Series::name).toList());
        assertEquals(25, chart.series().get(0).points().get(0).y(), 1e-9);
    }

    private static PastRun run(Pipeline pipeline) {
        return new PastRun(facts(pipeline, "15", Outcome.DONE), SERIES, pipeline);
    }

    private static RunFacts facts(Pipeline pipeline, String late, Outcome outcome) {
        return new RunFacts(
                "id",
                null,
                "Feed",
                PipelineVersion.of(pipeline),
                "embedded",
                Map.of("late", late),
                NOON,
                Duration.ofSeconds(130),
                outcome,
                "",
                13_000,
                2,
                1,
                1);
    }

    private static OfNode node(long busyMillis) {
        return new OfNode(new long[] {0, busyMillis / 2, busyMillis}, new long[3], new long[3]);
    }

    private static Node node(String id, String name) {
        return Node.of(id, "any", name, JsonNodeFactory.instance.objectNode());
    }
}
