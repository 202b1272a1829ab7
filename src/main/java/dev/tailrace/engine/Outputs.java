package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.operator.Outlet;
import java.util.List;

/** The output ports of a node with their wires. A port with several wires gives to each in turn. */
final class Outputs implements Outlet {
    private final Receiver[][] ports;
    private long watermark = Long.MIN_VALUE;

    /** @param ports the readers by output port */
    Outputs(List<? extends List<? extends Receiver>> ports) {
        this.ports = ports.stream().map(wires -> wires.toArray(Receiver[]::new)).toArray(Receiver[][]::new);
    }

    boolean isWired(int port) {
        return ports[port].length > 0;
    }

    @Override
    public void emit(int port, Batch batch) {
        if (batch.rows() == 0) {
            return;
        }
        for (Receiver wire : ports[port]) {
            wire.rows(batch);
        }
    }

    /** {@inheritDoc} The last watermark is not sent by itself: it travels with the end of the wire. */
    @Override
    public void watermark(long millis) {
        if (millis <= watermark || millis == Long.MAX_VALUE) {
            return;
        }
        watermark = millis;
        for (Receiver[] wires : ports) {
            for (Receiver wire : wires) {
                wire.watermark(millis);
            }
        }
    }

    @Override
    public void idle() {
        for (Receiver[] wires : ports) {
            for (Receiver wire : wires) {
                wire.idle();
            }
        }
    }

    void end() {
        for (Receiver[] wires : ports) {
            for (Receiver wire : wires) {
                wire.end();
            }
        }
    }
}
