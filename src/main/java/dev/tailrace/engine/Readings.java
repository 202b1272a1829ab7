package dev.tailrace.engine;

import dev.tailrace.model.Wire;
import dev.tailrace.runtime.Telemetry;
import dev.tailrace.runtime.Telemetry.NodeReading;
import dev.tailrace.runtime.Telemetry.WireReading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the counters of a run's threads. On any thread. */
final class Readings {
    private Readings() {}

    static Telemetry of(Assembly assembly) {
        Map<Wire, WireReading> wires = new HashMap<>();
        assembly.wires().forEach((wire, live) -> wires.put(wire, live.read(assembly.fill(wire))));
        Map<String, NodeReading> nodes = new HashMap<>();
        assembly.nodes().forEach((id, node) -> nodes.put(id, inTask(node.meter(), assembly.taskOf(id))));
        assembly.partitions().forEach((id, partitions) -> nodes.put(id, ofSource(partitions)));
        assembly.tasks().forEach(Task::askReading);
        return new Telemetry(System.nanoTime(), wires, nodes);
    }

    private static NodeReading inTask(NodeMeter meter, Task task) {
        ThreadMeter.Reading waits = task.meter().read();
        return new NodeReading(
                meter.busyNanos(),
                waits.blocked(),
                waits.idle(),
                meter.errors(),
                meter.late(),
                meter.stateRows(),
                meter.progress());
    }

    private static NodeReading ofSource(List<Partition> partitions) {
        long busy = 0;
        long blocked = 0;
        long idle = 0;
        long errors = 0;
        long late = 0;
        double progress = 0;
        boolean known = !partitions.isEmpty();
        for (Partition partition : partitions) {
            NodeMeter meter = partition.meter();
            ThreadMeter.Reading waits = partition.threadMeter().read();
            busy += meter.busyNanos();
            blocked += waits.blocked();
            idle += waits.idle();
            errors += meter.errors();
            late += meter.late();
            known &= meter.progress() >= 0;
            progress += meter.progress() / partitions.size();
        }
        return new NodeReading(busy, blocked, idle, errors, late, 0, known ? progress : -1);
    }
}
