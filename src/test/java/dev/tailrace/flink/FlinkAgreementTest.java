package dev.tailrace.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.language.ProbeTable;
import dev.tailrace.language.RandomExpressions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The same file and the same input give the same final rows on the embedded engine and on Flink. A new operator means a
 * new case in {@link OperatorCases}.
 */
@Tag("flink")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlinkAgreementTest {
    private static final long SEED = 20240331;

    private FlinkAgreement agreement;

    @BeforeAll
    void start() throws Exception {
        agreement = new FlinkAgreement();
    }

    @AfterAll
    void stop() throws Exception {
        agreement.close();
    }

    @TestFactory
    Stream<DynamicTest> bothRuntimesGiveTheSameFinalRows() {
        List<Drawing> drawings = new ArrayList<>(OperatorCases.all());
        drawings.addAll(NestedCases.all());
        drawings.addAll(ExpressionCases.all());
        drawings.addAll(JoinCases.all());
        drawings.forEach(agreement::expect);
        return drawings.stream()
                .map(drawing -> DynamicTest.dynamicTest(drawing.name(), () -> agreement.compare(drawing)));
    }

    /** Skipped where a node says why Flink cannot give the same. */
    @TestFactory
    Stream<DynamicTest> samplesGiveTheSameFinalRows() {
        List<Drawing> samples = SampleCases.all();
        samples.forEach(agreement::expect);
        return samples.stream()
                .map(sample -> DynamicTest.dynamicTest(sample.name(), () -> {
                    Assumptions.assumeTrue(agreement.isSaid(sample), "refused on Flink");
                    agreement.compare(sample);
                }));
    }

    /** Skipped, with the reason, as long as they differ. */
    @TestFactory
    Stream<DynamicTest> knownDifferencesAreStillOpen() {
        Map<Drawing, String> pending = ExpressionCases.pending();
        pending.keySet().forEach(agreement::expect);
        return pending.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey().name(), () -> abortIfDifferent(entry.getKey(), entry.getValue())));
    }

    /** All of them: {@code AskFlink --compare}. */
    @Test
    void flinkStillAnswersAsInTheTables() throws Exception {
        List<ProbeTable.Answer> known = new ArrayList<>();
        for (ProbeTable table : ProbeTable.ofProject()) {
            if (table.hasQuestions()) {
                known.addAll(table.answers());
            }
        }
        Collections.shuffle(known, new Random(SEED));
        List<ProbeTable.Answer> some = known.subList(0, 100);
        List<ProbeTable.Answer> now = AskFlink.answers(
                agreement.cluster(),
                some.stream().map(ProbeTable.Answer::expression).toList());
        assertEquals(lines(some), lines(now));
    }

    private static String lines(List<ProbeTable.Answer> answers) {
        return answers.stream()
                .map(answer -> answer.isFailure() ? answer.expression() + " fails" : answer.toString())
                .collect(Collectors.joining("\n"));
    }

    /** Many more: {@code RandomAgreement}. */
    @Test
    void randomExpressionsGiveTheSameForRandomRows() throws Exception {
        List<String> differences =
                new RandomAgreement(agreement.cluster(), SEED, 200).differences(new RandomExpressions(SEED).grow(150));
        assertEquals("", String.join("\n", differences), "seed " + SEED);
    }

    /** Many more: {@code RandomPipelines}. */
    @Test
    void randomPipelinesGiveTheSameFinalRows() throws Exception {
        Map<GrownPipeline, String> differences =
                new RandomPipelines(agreement.cluster()).differences(RandomPipelines.grown(SEED, 40));
        assertEquals(Map.of(), differences);
    }

    /** Many more: {@code RandomQueries}. */
    @Test
    void randomQueriesGiveWhatFlinkGivesForTheirText() throws Exception {
        Map<GrownQuery, String> differences =
                new RandomQueries(agreement.cluster()).differences(RandomQueries.grown(SEED, 40, new HashMap<>()));
        assertEquals(Map.of(), differences);
    }

    private void abortIfDifferent(Drawing drawing, String reason) throws InterruptedException {
        try {
            agreement.compare(drawing);
        } catch (AssertionError | RuntimeException different) {
            Assumptions.abort("Flink " + reason);
        }
    }

    @TestFactory
    Stream<DynamicTest> bothRuntimesFail() {
        return Stream.concat(ExpressionCases.failing().stream(), AggregateCases.failing().stream())
                .map(drawing -> DynamicTest.dynamicTest(drawing.name(), () -> agreement.compareFailure(drawing)));
    }
}
