package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Problem;
import dev.tailrace.operator.NodeContext;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** What every kind of node may ask; its failures are told to the run at once, whichever thread they come from. */
class LiveContext implements NodeContext {
    private final String node;
    private final NodeMeter meter;
    private final Consumer<NodeFailure> failures;
    private final LongSupplier clock;

    LiveContext(String node, NodeMeter meter, Consumer<NodeFailure> failures) {
        this(node, meter, failures, System::currentTimeMillis);
    }

    /** @param clock milliseconds of the epoch */
    LiveContext(String node, NodeMeter meter, Consumer<NodeFailure> failures, LongSupplier clock) {
        this.node = node;
        this.meter = meter;
        this.failures = failures;
        this.clock = clock;
    }

    @Override
    public String node() {
        return node;
    }

    @Override
    public void countLate(long rows) {
        meter.addLate(rows);
    }

    @Override
    public void countErrors(long rows) {
        meter.addErrors(rows);
    }

    @Override
    public RuntimeException fail(Problem problem) {
        throw told(NodeFailure.said(node, problem));
    }

    @Override
    public RuntimeException fail(Problem problem, Batch batch, int index) {
        throw told(NodeFailure.said(node, problem, batch, index));
    }

    @Override
    public long now() {
        return clock.getAsLong();
    }

    private NodeFailure told(NodeFailure failure) {
        failures.accept(failure);
        return failure;
    }
}
