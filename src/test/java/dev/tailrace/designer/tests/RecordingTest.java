package dev.tailrace.designer.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.NoRuntime;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.commands.ReplacePipeline;
import dev.tailrace.designer.finding.Orders;
import dev.tailrace.model.Environment;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.PipelineTest;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.proof.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Taking rows of a wire into a test, where no row has been. */
class RecordingTest {
    private final Pipeline orders =
            Objects.requireNonNull(PipelineJson.parse(Orders.DRAWING).pipeline());
    private final PipelineEditor editor =
            new PipelineEditor(Catalogue.load(), orders, Path.of("").toAbsolutePath(), Runnable::run, Runnable::run);
    private final Workbench workbench =
            new Workbench(editor, new NoRuntime(), new Texts(Locale.ENGLISH), Runnable::run);
    private final TestBench bench = new TestBench(workbench, Runnable::run);
    private final AtomicInteger told = new AtomicInteger();

    @Test
    void whereNoRowHasPassedNothingIsTakenAndThatIsSaid() {
        bench.record(Wire.of("orders.out", "large.in"), told::incrementAndGet);
        assertEquals(1, told.get(), "nothing is read that nobody vouches for");
        workbench.trustedProperty().set(true);
        bench.record(Wire.of("orders.out", "large.in"), told::incrementAndGet);
        assertEquals(2, told.get(), "a preview without rows");
        assertEquals(orders, editor.pipeline(), "the rows of the test are as they were");
    }

    @Test
    void whatCameOfATestCountsNoMoreInAnotherEnvironment() {
        Pipeline parted = orders.withAttachments(orders.attachments()
                .withEnvironments(List.of(new Environment("prod", Map.of("a", IntNode.valueOf(1)), Map.of()))));
        editor.apply(new ReplacePipeline(parted, "designer.command.paste", List.of()));
        PipelineTest test = bench.tests().get(0);
        bench.outcomesProperty()
                .set(Map.of(
                        test,
                        new Outcome(
                                test.name(),
                                Outcome.Status.PASSED,
                                List.of(),
                                List.of(),
                                null,
                                ZoneId.of("UTC"),
                                Duration.ZERO)));
        editor.checkAgain();
        assertEquals(1, bench.outcomesProperty().get().size(), "checked once more, with the same values");
        editor.useEnvironment("prod");
        assertEquals(Map.of(), bench.outcomesProperty().get());
    }

    @Test
    void nothingIsExpectedWhereThereIsNeitherATestNorARow() {
        bench.chosenProperty().set(-1);
        bench.expect(Wire.of("sum.out", "out.in"), told::incrementAndGet, outcome -> fail("nothing was run"));
        assertEquals(1, told.get());
        assertEquals(orders, editor.pipeline());
    }
}
