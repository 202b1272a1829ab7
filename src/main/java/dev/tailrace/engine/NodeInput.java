package dev.tailrace.engine;

import dev.tailrace.data.Batch;

/**
 * Where a wire enters a node of the same task.
 *
 * @param wire position among all wires of the node
 * @param port index of the input port
 */
record NodeInput(LiveNode node, int wire, int port) implements Receiver {
    @Override
    public void rows(Batch batch) {
        node.rows(wire, port, batch);
    }

    @Override
    public void watermark(long millis) {
        node.watermark(wire, millis);
    }

    @Override
    public void idle() {
        node.idle(wire);
    }

    @Override
    public void end() {
        node.end(wire);
    }
}
