package dev.tailrace.operators.sources;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.SourceContext;
import java.util.ArrayList;
import java.util.List;

/** Collects what a source gives; nothing else is asked of it. */
class Collected implements Outlet, SourceContext {
    final List<Row> rows = new ArrayList<>();
    final List<Batch> batches = new ArrayList<>();
    long watermark = Long.MIN_VALUE;
    long pollAt;

    @Override
    public void emit(int port, Batch batch) {
        rows.addAll(batch.toRows());
        batches.add(batch);
    }

    @Override
    public void watermark(long millis) {
        assertTrue(millis > watermark);
        watermark = millis;
    }

    @Override
    public void pollAt(long nanoTime) {
        pollAt = nanoTime;
    }

    @Override
    public void pollNow() {}

    @Override
    public String node() {
        return "nexmark";
    }

    @Override
    public void countLate(long count) {}

    @Override
    public void countErrors(long count) {}

    @Override
    public RuntimeException fail(Problem problem) {
        throw new AssertionError(problem);
    }

    @Override
    public RuntimeException fail(Problem problem, Batch batch, int index) {
        throw new AssertionError(problem);
    }

    @Override
    public long now() {
        return 77;
    }
}
