package dev.tailrace.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OperatorHarnessTest {
    private static final Schema NUMBERS = Schema.of(Field.required("n", DataType.BIGINT));

    private static OperatorHarness<Settings> harness(Fault fault) {
        return OperatorHarness.of(new RunningSum(), new Settings(fault)).input(NUMBERS);
    }

    @Test
    void aSoundOperatorGivesItsRows() {
        HarnessResult result = harness(Fault.NONE)
                .inOrder()
                .rows(Row.of(1L), Row.of(2L))
                .watermark(10)
                .rows(Row.of(3L), Row.of(-4L))
                .run();

        assertEquals(List.of(Row.of(1L), Row.of(3L), Row.of(6L), Row.of(2L), Row.of(1002L)), result.rows());
        assertEquals(1, result.errors());
    }

    @Test
    void longInputsAreRestoredAtSeededPoints() {
        HarnessResult result = harness(Fault.NONE)
                .rows(LongStream.range(0, 3000).mapToObj(Row::of).toList())
                .run();

        assertEquals(3001, result.rows().size());
    }

    @Test
    void stateThatIsNotInTheSnapshotIsFound() {
        OperatorHarness<Settings> harness = harness(Fault.FORGETS).rows(Row.of(1L), Row.of(2L));

        AssertionError found = assertThrows(AssertionError.class, harness::run);
        assertTrue(Objects.requireNonNull(found.getMessage()).contains("snapshot and restore"), found::getMessage);
    }

    @Test
    void anAnswerThatDependsOnTheBatchSizeIsFound() {
        OperatorHarness<Settings> harness = harness(Fault.LOOKS_AT_BATCHES).rows(Row.of(1L), Row.of(2L));

        AssertionError found = assertThrows(AssertionError.class, harness::run);
        assertTrue(Objects.requireNonNull(found.getMessage()).contains("batches of 1 rows"), found::getMessage);
    }

    @Test
    void aFailureComesWithItsRow() {
        HarnessResult result = harness(Fault.FAILS_AT_13)
                .rows(Row.of(1L), Row.of(13L), Row.of(2L))
                .run();

        assertEquals(
                "operators.thirteen", Objects.requireNonNull(result.failure()).code());
        assertEquals(List.of(Row.of(13L)), result.failedRows());
    }

    /** What is wrong with the operator. */
    enum Fault {
        NONE,
        FORGETS,
        LOOKS_AT_BATCHES,
        FAILS_AT_13
    }

    record Settings(Fault fault) {}

    /** Gives the sum so far for each row, and at the end once more plus 1000; negative rows count as failed ones. */
    private static final class RunningSum implements TransformOperator<Settings> {
        @Override
        public OperatorSpec spec() {
            return new OperatorSpec(
                    "running-sum",
                    "operators",
                    Family.ANALYSE,
                    "mdi2s-sigma",
                    List.of(Port.in(), Port.out()),
                    List.of(),
                    List.of());
        }

        @Override
        public Class<Settings> settingsType() {
            return Settings.class;
        }

        @Override
        public Output output(Placement<Settings> placement) {
            return Output.of("out", placement.input());
        }

        @Override
        public Processor processor(Setup<Settings> setup) {
            return new Summing(setup.settings().fault());
        }

        @Override
        public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
            return new FlinkNode.Refused(Problem.error("operators.test"), null);
        }
    }

    /** The running operator. */
    private static final class Summing implements Processor {
        private static final StateTable SUM =
                new StateTable("sum", StateTable.Distribution.SPLIT, Schema.EMPTY, NUMBERS);

        private final Fault fault;
        private long sum;
        private @Nullable ProcessorContext context;

        Summing(Fault fault) {
            this.fault = fault;
        }

        @Override
        public void open(ProcessorContext newContext) {
            context = newContext;
        }

        @Override
        public void process(int port, Batch batch, Outlet out) {
            BatchBuilder builder = new BatchBuilder(NUMBERS);
            for (int i = 0; i < batch.rows(); i++) {
                long number = (Long) Objects.requireNonNull(batch.row(i).get(0));
                if (number < 0) {
                    Objects.requireNonNull(context).countErrors(1);
                }
                if (number == 13 && fault == Fault.FAILS_AT_13) {
                    throw Objects.requireNonNull(context)
                            .fail(Problem.error("operators.thirteen"), batch, batch.index(i));
                }
                sum += fault == Fault.LOOKS_AT_BATCHES ? batch.rows() : number;
                builder.append(Row.of(sum));
            }
            out.emit(0, builder.build());
        }

        @Override
        public void endOfInput(int port, Outlet out) {
            out.emit(0, BatchBuilder.batchOf(NUMBERS, List.of(Row.of(sum + 1000))));
        }

        @Override
        public void snapshot(StateWriter writer) {
            writer.table(SUM).accept(BatchBuilder.batchOf(NUMBERS, List.of(Row.of(sum))));
        }

        @Override
        public void restore(StateReader reader) {
            for (Batch batch : reader.table(SUM)) {
                sum = fault == Fault.FORGETS
                        ? 0
                        : (Long) Objects.requireNonNull(batch.row(0).get(0));
            }
        }
    }
}
