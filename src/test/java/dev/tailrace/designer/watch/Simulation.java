package dev.tailrace.designer.watch;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.watch.LivePicture.LiveWire;
import dev.tailrace.language.Environment;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.Telemetry;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A run of synthetic counters, read ten times a second on a clock of its own. */
final class Simulation {
    static final Wire READ = Wire.of("feed.out", "strong.in");
    static final Wire PASSED = Wire.of("strong.out", "five.in");
    static final Wire ALSO_PASSED = Wire.of("strong.out", "hourly.in");
    static final Wire UNREADABLE = Wire.of("feed.error", "dead.in");

    private static final long STEP_NANOS = 100_000_000L;

    final LiveRun live = new LiveRun(pipeline(), new Texts(Locale.ENGLISH));
    final Map<Wire, Double> queueFill = new HashMap<>();
    private final Map<Wire, Long> rows = new HashMap<>();
    private final Map<Wire, Long> watermarks = new HashMap<>();
    private final Map<String, Long> errors = new HashMap<>();
    private final Map<String, Long> busy = new HashMap<>();
    long nanoTime = -7 * STEP_NANOS;
    boolean atRest;
    LivePicture picture = read(false);

    void steps(int count, Runnable change) {
        for (int i = 0; i < count; i++) {
            nanoTime += STEP_NANOS;
            change.run();
            picture = read(false);
        }
    }

    void end() {
        nanoTime += STEP_NANOS;
        picture = read(true);
    }

    void rows(Wire wire, long more) {
        rows.merge(wire, more, Long::sum);
    }

    void watermark(Wire wire, long millis) {
        watermarks.put(wire, millis);
    }

    LivePicture past(long moment) {
        LivePicture past = live.at(moment);
        assertNotNull(past);
        return past;
    }

    void fails(String node, long more) {
        errors.merge(node, more, Long::sum);
    }

    void works(String node, double share) {
        busy.merge(node, (long) (share * STEP_NANOS), Long::sum);
    }

    long now() {
        return nanoTime / 1_000_000;
    }

    LiveWire wire(Wire wire) {
        return picture.wires().get(wire);
    }

    private LivePicture read(boolean ended) {
        Map<Wire, Telemetry.WireReading> wires = new HashMap<>();
        for (Wire wire : List.of(READ, PASSED, ALSO_PASSED, UNREADABLE)) {
            wires.put(
                    wire,
                    new Telemetry.WireReading(
                            rows.getOrDefault(wire, 0L),
                            0,
                            watermarks.getOrDefault(wire, Telemetry.NO_WATERMARK),
                            queueFill.getOrDefault(wire, -1.0),
                            ended));
        }
        Map<String, Telemetry.NodeReading> nodes = new HashMap<>();
        Stream.concat(busy.keySet().stream(), errors.keySet().stream())
                .forEach(node -> nodes.put(
                        node,
                        new Telemetry.NodeReading(
                                busy.getOrDefault(node, 0L), 0, 0, errors.getOrDefault(node, 0L), 0, 0, -1)));
        Run.State state = ended ? Run.State.DONE : atRest ? Run.State.PAUSED : Run.State.RUNNING;
        return live.sample(new Telemetry(nanoTime, wires, nodes), state);
    }

    private static CheckedPipeline pipeline() {
        List<Node> nodes = Stream.of("feed", "strong", "five", "hourly", "dead")
                .map(id -> Node.of(id, "any", id, JsonNodeFactory.instance.objectNode()))
                .toList();
        Pipeline pipeline =
                Pipeline.empty("quakes").withNodes(nodes).withWires(List.of(READ, PASSED, ALSO_PASSED, UNREADABLE));
        Map<String, CheckedNode> checked = new LinkedHashMap<>();
        for (Node node : nodes) {
            List<Port> ports = List.of(Port.in(), Port.out(), Port.errors());
            checked.put(node.id(), new CheckedNode(node, null, null, ports, Output.none(), List.of()));
        }
        Environment environment = new Environment(ZoneId.of("Europe/Berlin"), Map.of());
        return new CheckedPipeline(pipeline, Path.of("."), environment, checked, List.of());
    }
}
