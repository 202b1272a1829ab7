package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Row;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A transform whose input was recorded: runs again, alone, on some of its rows. Single-threaded.
 *
 * <p>What is not withheld comes as it came: each row by itself, ends and pauses of wires where they were, and before each
 * of them the watermark that had been reached, whatever rows it was made of. Watermarks between which nothing comes are
 * passed over but the last, which leaves a node as all of them would.
 */
final class RecordedNode {
    private final CheckedNode node;
    private final Setup<?> setup;
    private final int[] portOfWire;
    private final NodeScript script;
    private final List<NodeScript.Numbers> eventsOfOutputs = new ArrayList<>();
    private boolean keepsState;

    RecordedNode(CheckedNode node, Setup<?> setup, int[] portOfWire, NodeScript script) {
        this.node = node;
        this.setup = setup;
        this.portOfWire = portOfWire.clone();
        this.script = script;
        node.outputs().forEach(port -> eventsOfOutputs.add(new NodeScript.Numbers()));
    }

    NodeScript script() {
        return script;
    }

    int portOf(int wire) {
        return portOfWire[wire];
    }

    /** A row has left an output, at the last event so far. */
    void left(int output) {
        eventsOfOutputs.get(output).add(script.size() - 1);
    }

    /** The event at which a row left. */
    int eventOf(int output, int row) {
        return eventsOfOutputs.get(output).get(row);
    }

    /** Whether it may remember rows: whoever does so has a state table, be it empty. */
    boolean keepsState() {
        return keepsState;
    }

    /** Asks what was running, at the end. */
    void look(Processor processor) {
        processor.snapshot(new StateWriter() {
            @Override
            public Rows table(StateTable table) {
                keepsState = true;
                return batch -> {};
            }
        });
    }

    /**
     * What leaves an output at an event, if of all rows up to then only some come.
     *
     * @param rows events of rows, ascending, none after {@code at}
     * @return nothing if the event itself is a row that is withheld, or if the node fails
     */
    List<Row> replay(int[] rows, int at, int output) {
        Capture capture = new Capture();
        List<List<Receiver>> readers = new ArrayList<>();
        for (int port = 0; port < eventsOfOutputs.size(); port++) {
            readers.add(port == output ? List.of(capture) : List.of());
        }
        Processor processor = Instances.processor(node, setup);
        Answering answering = new Answering();
        TransformNode running = new TransformNode(
                node.node().id(),
                processor,
                new Outputs(readers),
                portOfWire,
                new Stopwatch(new ThreadMeter()),
                failure -> {},
                answering::add,
                System::currentTimeMillis);
        try {
            running.open();
            int[] reached = new int[script.wires()];
            Arrays.fill(reached, -1);
            for (int event : events(rows, at)) {
                catchUp(running, reached, event);
                capture.on = event == at;
                play(running, event);
                answering.settle(running, processor);
            }
            return capture.rows;
        } catch (NodeFailure failure) {
            return List.of();
        } finally {
            running.close();
        }
    }

    private int[] events(int[] rows, int at) {
        int[] rare = script.rareBefore(at);
        boolean rowAt = script.kind(at) == NodeScript.Kind.ROW;
        int[] events = Arrays.copyOf(rows, rows.length + rare.length + (rowAt ? 0 : 1));
        System.arraycopy(rare, 0, events, rows.length, rare.length);
        if (!rowAt) {
            events[events.length - 1] = at;
        }
        Arrays.sort(events);
        return events;
    }

    private void catchUp(TransformNode running, int[] reached, int event) {
        NodeScript.Numbers due = new NodeScript.Numbers();
        for (int wire = 0; wire < reached.length; wire++) {
            int last = script.watermarkBefore(wire, event);
            if (last > reached[wire]) {
                reached[wire] = last;
                due.add(last);
            }
        }
        int[] inOrder = due.toArray();
        Arrays.sort(inOrder);
        for (int watermark : inOrder) {
            play(running, watermark);
        }
    }

    private void play(TransformNode running, int event) {
        int wire = script.wire(event);
        switch (script.kind(event)) {
            case ROW -> running.rows(wire, portOfWire[wire], script.rows(wire).batch(script.number(event)));
            case WATERMARK -> running.watermark(wire, script.millis(event));
            case IDLE -> running.idle(wire);
            case END -> running.end(wire);
        }
    }

    /** Keeps what leaves while it is on. */
    private static final class Capture implements RowReceiver {
        private final List<Row> rows = new ArrayList<>();
        private boolean on;

        @Override
        public void rows(Batch batch) {
            if (on) {
                rows.addAll(batch.toRows());
            }
        }
    }
}
