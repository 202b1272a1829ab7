package dev.tailrace.designer.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.NoRuntime;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.finding.Orders;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Taking rows of a wire into a test, where no row has been. */
class RecordingTest {
    private final Pipeline orders =
            Objects.requireNonNull(PipelineJson.parse(Orders.DRAWING).pipeline());
    private final PipelineEditor editor = new PipelineEditor(
            Catalogue.load(), orders, Path.of("").toAbsolutePath(), Runnable::run, Runnable::run);
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
    void nothingIsExpectedWhereThereIsNeitherATestNorARow() {
        bench.chosenProperty().set(-1);
        bench.expect(Wire.of("sum.out", "out.in"), told::incrementAndGet, outcome -> fail("nothing was run"));
        assertEquals(1, told.get());
        assertEquals(orders, editor.pipeline());
    }
}
