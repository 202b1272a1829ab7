package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.runtime.StateLook;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A transform as it runs. Calls its processor in the promised order: due event timers, then the watermark; at the end of
 * input {@code endOfInput} of the port, and when all ports have ended the last watermark; then the outputs end, as soon
 * as the processor waits for nothing more.
 */
final class TransformNode implements LiveNode {
    private final String id;
    private final Processor processor;
    private final Outputs outputs;
    private final NodeMeter meter = new NodeMeter();
    private final Stopwatch stopwatch;
    private final InputWatermarks watermarks;
    private final Timers eventTimers = new Timers();
    private final Timers processingTimers = new Timers();
    private final ProcessorContext context;
    private final NodeState state;
    private final int[] portOfWire;
    private final int[] openWires;
    private int allOpenWires;

    /** The outputs have ended: nothing comes from here any more. */
    private boolean ended;

    /**
     * @param portOfWire the input port of each wire
     * @param completions takes what is to run on the task's thread, from any thread
     * @param clock milliseconds of the epoch
     */
    TransformNode(
            String id,
            Processor processor,
            Outputs outputs,
            int[] portOfWire,
            Stopwatch stopwatch,
            Consumer<NodeFailure> failures,
            Consumer<Runnable> completions,
            LongSupplier clock) {
        this.id = id;
        this.processor = processor;
        this.outputs = outputs;
        this.portOfWire = portOfWire;
        this.stopwatch = stopwatch;
        this.watermarks = new InputWatermarks(portOfWire.length);
        this.allOpenWires = portOfWire.length;
        int ports = 0;
        for (int port : portOfWire) {
            ports = Math.max(ports, port + 1);
        }
        this.openWires = new int[ports];
        for (int port : portOfWire) {
            openWires[port]++;
        }
        this.context = new Context(failures, completions, clock);
        this.state = new NodeState(processor::snapshot, processor::stateRows, watermarks::combined);
        stopwatch.add(meter);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public NodeMeter meter() {
        return meter;
    }

    @Override
    public void open() {
        try {
            processor.open(context);
        } catch (Throwable thrown) {
            throw NodeFailure.of(id, thrown);
        }
    }

    @Override
    public void rows(int wire, int port, Batch batch) {
        NodeMeter caller = enter();
        try {
            watermarks.awake(wire);
            processor.process(port, batch, outputs);
            // A timer may be asked for at a time that has been reached already.
            fireEventTimers(watermarks.combined());
        } catch (Throwable thrown) {
            throw NodeFailure.of(id, thrown);
        }
        leave(caller);
    }

    @Override
    public void watermark(int wire, long millis) {
        if (watermarks.advance(wire, millis)) {
            NodeMeter caller = enter();
            advance();
            leave(caller);
        }
    }

    @Override
    public void idle(int wire) {
        if (watermarks.idle(wire)) {
            NodeMeter caller = enter();
            advance();
            leave(caller);
        }
        if (watermarks.allIdle()) {
            outputs.idle();
        }
    }

    @Override
    public void end(int wire) {
        NodeMeter caller = enter();
        int port = portOfWire[wire];
        openWires[port]--;
        allOpenWires--;
        if (openWires[port] == 0) {
            try {
                processor.endOfInput(port, outputs);
            } catch (Throwable thrown) {
                throw NodeFailure.of(id, thrown);
            }
        }
        if (watermarks.end(wire)) {
            advance();
        }
        endIfDone();
        leave(caller);
    }

    private void endIfDone() {
        if (allOpenWires == 0 && !ended && !processor.isWaiting()) {
            ended = true;
            measureState();
            outputs.end();
        }
    }

    /** Whether the inputs have ended and the outputs have not, because answers are still to come. */
    boolean isFinishing() {
        return allOpenWires == 0 && !ended;
    }

    /** Whether its inputs should not be read for now. */
    boolean isFull() {
        return processor.isFull();
    }

    private void advance() {
        long millis = watermarks.combined();
        try {
            fireEventTimers(millis);
            processor.watermark(millis, outputs);
        } catch (Throwable thrown) {
            throw NodeFailure.of(id, thrown);
        }
    }

    private void fireEventTimers(long millis) {
        while (eventTimers.isDue(millis)) {
            processor.eventTimer(eventTimers.take(), outputs);
        }
    }

    /** Calls what is due by the clock. */
    void fireProcessingTimers() {
        long now = context.now();
        if (!processingTimers.isDue(now)) {
            return;
        }
        NodeMeter caller = enter();
        try {
            while (processingTimers.isDue(now)) {
                processor.processingTimer(processingTimers.take(), outputs);
            }
            endIfDone();
        } catch (Throwable thrown) {
            throw NodeFailure.of(id, thrown);
        }
        leave(caller);
    }

    /** Milliseconds of the epoch, or {@link Long#MAX_VALUE}. */
    long nextProcessingTimer() {
        return ended ? Long.MAX_VALUE : processingTimers.next();
    }

    @Override
    public void snapshot(StateWriter writer) {
        try {
            processor.snapshot(writer);
        } catch (Throwable thrown) {
            throw NodeFailure.of(id, thrown);
        }
    }

    @Override
    public StateLook look(StateLook.Wanted wanted) {
        return state.look(wanted);
    }

    @Override
    public void keepLook() {
        state.close();
    }

    @Override
    public void restore(StateReader reader) {
        try {
            processor.restore(reader);
        } catch (Throwable thrown) {
            throw NodeFailure.of(id, thrown);
        }
    }

    /** See {@link InputWatermarks#perWire()}. */
    long[] inputWatermarks() {
        return watermarks.perWire();
    }

    /** Goes on where the inputs of a snapshot stood; before any row. */
    void resumeInputs(long[] perWire) {
        watermarks.resume(perWire);
        for (int wire = 0; wire < perWire.length; wire++) {
            if (perWire[wire] == Long.MAX_VALUE) {
                openWires[portOfWire[wire]]--;
                allOpenWires--;
            }
        }
    }

    @Override
    public void measureState() {
        meter.setStateRows(processor.stateRows());
    }

    @Override
    public void close() {
        try {
            processor.close();
        } catch (Throwable thrown) {
            throw NodeFailure.of(id, thrown);
        }
    }

    private @Nullable NodeMeter enter() {
        state.enter();
        return stopwatch.isTiming() ? stopwatch.enter(meter) : null;
    }

    private void leave(@Nullable NodeMeter caller) {
        state.leave();
        if (stopwatch.isTiming()) {
            stopwatch.leave(caller);
        }
    }

    /** Timers and completions of this node. */
    private final class Context extends LiveContext implements ProcessorContext {
        private final Consumer<Runnable> completions;

        Context(Consumer<NodeFailure> failures, Consumer<Runnable> completions, LongSupplier clock) {
            super(id, meter, failures, clock);
            this.completions = completions;
        }

        @Override
        public void atEventTime(long millis) {
            eventTimers.add(millis);
        }

        @Override
        public void atProcessingTime(long millis) {
            processingTimers.add(millis);
        }

        @Override
        public void onThisThread(Consumer<Outlet> completion) {
            completions.accept(() -> {
                if (ended) {
                    return;
                }
                NodeMeter caller = enter();
                try {
                    completion.accept(outputs);
                    endIfDone();
                } catch (Throwable thrown) {
                    throw NodeFailure.of(id, thrown);
                }
                leave(caller);
            });
        }
    }
}
