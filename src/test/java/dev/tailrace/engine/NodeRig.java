package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.state.MemorySnapshot;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.runtime.Sample;
import dev.tailrace.runtime.StateLook;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;

/** One transform on the engine's own node, without threads, for {@code OperatorHarness}. */
public final class NodeRig {
    private static final StateLook.Wanted ONE_ROW = new StateLook.Wanted(1, null, Long.MAX_VALUE);

    private final TransformNode node;
    private final int[] portOfWire;
    private final List<List<Row>> rows = new ArrayList<>();
    private final Queue<Runnable> completions = new ConcurrentLinkedQueue<>();
    private @Nullable NodeFailure failure;
    private long nowMillis;

    /**
     * @param portOfWire the input port of each wire
     * @param outputs how many output ports there are; all are wired
     */
    public NodeRig(Processor processor, int[] portOfWire, int outputs, long nowMillis) {
        this.portOfWire = portOfWire;
        this.nowMillis = nowMillis;
        List<List<Receiver>> ports = new ArrayList<>();
        for (int port = 0; port < outputs; port++) {
            List<Row> taken = new ArrayList<>();
            rows.add(taken);
            ports.add(List.of(new RowTaker(taken)));
        }
        this.node = new TransformNode(
                "node",
                processor,
                new Outputs(ports),
                portOfWire,
                new Stopwatch(new ThreadMeter()),
                told -> failure = told,
                completions::add,
                () -> this.nowMillis);
    }

    public void open() {
        attempt(node::open);
    }

    /** Opens it where another one stood when it was asked for its snapshot. */
    public void open(MemorySnapshot snapshot, long[] inputWatermarks) {
        open();
        node.resumeInputs(inputWatermarks);
        attempt(() -> node.restore(snapshot.reader()));
    }

    /** Where the inputs stand, for {@link #open(MemorySnapshot, long[])}. */
    public long[] inputWatermarks() {
        return node.inputWatermarks();
    }

    public void rows(int wire, Batch batch) {
        attempt(() -> node.rows(wire, portOfWire[wire], batch));
    }

    public void watermark(int wire, long millis) {
        attempt(() -> node.watermark(wire, millis));
    }

    public void end(int wire) {
        attempt(() -> node.end(wire));
    }

    /** The clock has come to this time. */
    public void now(long millis) {
        nowMillis = millis;
        attempt(node::fireProcessingTimers);
    }

    public MemorySnapshot snapshot() {
        MemorySnapshot snapshot = new MemorySnapshot();
        attempt(() -> {
            StateLook look = node.look(ONE_ROW);
            node.snapshot(snapshot.writer());
            check(look, snapshot);
        });
        return snapshot;
    }

    /** Whoever looks sees the tables that a checkpoint would have, and whether they have more rows than are seen. */
    private static void check(StateLook look, MemorySnapshot snapshot) {
        List<String> names = snapshot.tables().stream().map(StateTable::name).toList();
        if (!(look instanceof StateLook.Seen seen)) {
            Assertions.assertEquals(List.of(), names, look::toString);
            return;
        }
        Assertions.assertEquals(
                names, seen.tables().stream().map(table -> table.table().name()).toList());
        for (StateLook.Table table : seen.tables()) {
            long rows = 0;
            for (Batch batch : snapshot.reader().table(table.table())) {
                rows += batch.rows();
            }
            int shown = table.rows().size();
            Assertions.assertTrue(table.whole() ? shown == rows : shown <= rows, rows + " rows of " + table);
        }
    }

    public void close() {
        attempt(node::close);
    }

    public long nowMillis() {
        return nowMillis;
    }

    /** Everything that came out of a port so far. */
    public List<Row> rows(int port) {
        return List.copyOf(rows.get(port));
    }

    public long late() {
        return node.meter().late();
    }

    public long errors() {
        return node.meter().errors();
    }

    public long stateRows() {
        node.measureState();
        return node.meter().stateRows();
    }

    public boolean hasFailed() {
        return failure != null;
    }

    public @Nullable Problem failure() {
        return failure == null ? null : failure.problem();
    }

    public @Nullable Sample failedRow() {
        return failure == null ? null : failure.row();
    }

    private void attempt(Runnable call) {
        if (failure != null) {
            return;
        }
        try {
            call.run();
            for (Runnable completion; (completion = completions.poll()) != null; ) {
                completion.run();
            }
        } catch (NodeFailure thrown) {
            if (thrown.problem().code().equals("engine.internal-error")) {
                throw new AssertionError("the processor has thrown", thrown.getCause());
            }
            failure = thrown;
        }
    }
}
