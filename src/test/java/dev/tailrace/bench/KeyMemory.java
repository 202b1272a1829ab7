package dev.tailrace.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How many bytes of heap a key takes: COUNT by a BIGINT key in a {@code group-aggregate}, as the heap in use after a full
 * collection with the state, less that before it. In the project's folder:
 *
 * <pre>{@code
 * MEASURE_OPTS=-Xmx4g docs/measure/java dev.tailrace.bench.KeyMemory [KEYS]
 * }</pre>
 */
final class KeyMemory {
    private static final int DEFAULT_KEYS = 10_000_000;

    private KeyMemory() {}

    /** @param arguments the number of keys; 10 million unless given */
    public static void main(String[] arguments) throws IOException {
        int keys = arguments.length == 0 ? DEFAULT_KEYS : Integer.parseInt(arguments[0].replace("_", ""));
        PrintStream out = System.out;
        out.printf("COUNT by BIGINT, %,d keys: %.1f bytes a key%n", keys, bytesPerKey(keys));
    }

    static double bytesPerKey(int keys) throws IOException {
        ObjectNode generated =
                (ObjectNode) new JsonMapper().readTree("{\"columns\": [{\"name\": \"k\", \"kind\": \"sequence\"}]}");
        ObjectNode counted = (ObjectNode) new JsonMapper()
                .readTree("{\"groupBy\": [\"k\"], \"aggregates\": [{\"name\": \"n\", \"function\": \"count\"}]}");
        Pipeline drawing = Pipeline.empty("Keys")
                .withNodes(List.of(
                        Node.of("rows", "generator", "Rows", generated),
                        Node.of("count", "group-aggregate", "Count", counted),
                        Node.of("end", "discard", "End", JsonNodeFactory.instance.objectNode())))
                .withWires(List.of(
                        new Wire(new PortRef("rows", "out"), new PortRef("count", "in"), Map.of()),
                        new Wire(new PortRef("count", "out"), new PortRef("end", "in"), Map.of())));
        PipelineCheck check = new PipelineCheck(Catalogue.load());
        CheckedPipeline checked = check.check(drawing, Path.of("").toAbsolutePath(), Map.of());
        if (checked.hasErrors()) {
            throw new IllegalStateException(checked.problems().toString());
        }
        Setup<?> setup = Objects.requireNonNull(check.setups(checked).get("count"));
        Processor counting =
                processor((TransformOperator<?>) checked.node("count").operator(), setup);
        counting.open(new Alone());
        long before = usedBytes();
        fill(counting, setup, keys);
        long used = usedBytes() - before;
        if (counting.stateRows() != keys) {
            throw new IllegalStateException(counting.stateRows() + " keys in the state");
        }
        counting.close();
        return (double) used / keys;
    }

    private static void fill(Processor counting, Setup<?> setup, int keys) {
        Outlet nowhere = new Nowhere();
        for (int from = 0; from < keys; from += Batch.MAX_ROWS) {
            BatchBuilder builder = new BatchBuilder(setup.inputSchema());
            for (int key = from; key < Math.min(keys, from + Batch.MAX_ROWS); key++) {
                // Spread, so that no order of the keys helps.
                ((LongsBuilder) builder.column(0)).append(key * 0x9E3779B97F4A7C15L);
                builder.endRow();
            }
            counting.process(0, builder.build(), nowhere);
        }
    }

    @SuppressWarnings("unchecked")
    private static <S extends Record> Processor processor(TransformOperator<S> operator, Setup<?> setup) {
        return operator.processor((Setup<S>) setup);
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static final class Nowhere implements Outlet {
        @Override
        public void emit(int port, Batch batch) {}

        @Override
        public void watermark(long millis) {}
    }

    /** Of a processor that runs by itself; nothing is asked of it. */
    private static final class Alone implements ProcessorContext {
        @Override
        public String node() {
            return "count";
        }

        @Override
        public void countLate(long rows) {}

        @Override
        public void countErrors(long rows) {}

        @Override
        public RuntimeException fail(Problem problem) {
            throw new IllegalStateException(problem.toString());
        }

        @Override
        public RuntimeException fail(Problem problem, Batch batch, int index) {
            throw new IllegalStateException(problem.toString());
        }

        @Override
        public long now() {
            return 0;
        }

        @Override
        public void atEventTime(long millis) {}

        @Override
        public void atProcessingTime(long millis) {}

        @Override
        public void onThisThread(Consumer<Outlet> completion) {
            throw new IllegalStateException("nothing is asynchronous here");
        }
    }
}
