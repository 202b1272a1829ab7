package dev.tailrace.flink;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
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

    @TestFactory
    Stream<DynamicTest> bothRuntimesFail() {
        return ExpressionCases.failing().stream()
                .map(drawing -> DynamicTest.dynamicTest(drawing.name(), () -> agreement.compareFailure(drawing)));
    }
}
