package dev.tailrace.flink;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The same file and the same input give the same final rows on the embedded engine and on Flink. A new operator means a
 * new case in {@link OperatorCases}.
 */
@Tag("flink")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlinkAgreementTest {
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
        drawings.addAll(ExpressionCases.all());
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

    private void abortIfDifferent(Drawing drawing, String reason) throws InterruptedException {
        try {
            agreement.compare(drawing);
        } catch (AssertionError | RuntimeException different) {
            Assumptions.abort("Flink " + reason);
        }
    }

    @TestFactory
    Stream<DynamicTest> bothRuntimesFail() {
        return ExpressionCases.failing().stream()
                .map(drawing -> DynamicTest.dynamicTest(drawing.name(), () -> agreement.compareFailure(drawing)));
    }
}
