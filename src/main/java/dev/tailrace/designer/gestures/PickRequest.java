package dev.tailrace.designer.gestures;

import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Port;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A wish for a new node.
 *
 * @param x where it is wished, in canvas units: its middle, or the end of the wire
 * @param end the port from which a wire was drawn, or null
 * @param port what that port is, or null
 * @param into the wire into which the node shall go, or null
 */
public record PickRequest(double x, double y, @Nullable PortRef end, @Nullable Port port, @Nullable Wire into) {
    public PickRequest(double x, double y, @Nullable PortRef end, @Nullable Port port) {
        this(x, y, end, port, null);
    }

    public static PickRequest at(double x, double y) {
        return new PickRequest(x, y, null, null);
    }

    /** Somewhere on a wire. */
    public static PickRequest into(Wire wire, double x, double y) {
        return new PickRequest(x, y, null, null, wire);
    }

    /** Whether an operator with these ports will do. */
    public boolean fits(List<Port> candidates) {
        return port == null || candidates.stream().anyMatch(this::fits);
    }

    /** Key of the words that say why an operator with these ports will not do. */
    public String misfit(List<Port> candidates) {
        Port mine = port;
        if (mine == null || into != null) {
            return "designer.picker.not-into-wire";
        }
        if (candidates.stream().noneMatch(candidate -> candidate.isInput() != mine.isInput())) {
            return mine.isInput() ? "designer.picker.not-without-output" : "designer.picker.not-without-input";
        }
        if (mine.carries() == Port.Carries.SIDE_TABLE) {
            return mine.isInput() ? "designer.picker.not-giving-table" : "designer.picker.not-taking-table";
        }
        if (mine.carries() == Port.Carries.VERSIONS && !mine.isInput()) {
            return "designer.picker.not-taking-versions";
        }
        if (mine.carries() == Port.Carries.CHANGES && !mine.isInput()) {
            return "designer.picker.not-taking-changes";
        }
        return mine.isInput() ? "designer.picker.not-giving-rows" : "designer.picker.not-taking-stream";
    }

    /** The wire to a new node with these ports, or nothing if none is wished or none fits. */
    public Optional<Wire> wire(String newNode, List<Port> candidates) {
        PortRef known = end;
        if (known == null || port == null) {
            return Optional.empty();
        }
        return candidates.stream().filter(this::fits).findFirst().map(candidate -> {
            PortRef other = new PortRef(newNode, candidate.name());
            return port.isInput() ? new Wire(other, known, Map.of()) : new Wire(known, other, Map.of());
        });
    }

    private boolean fits(Port candidate) {
        Port mine = port;
        return mine != null && (mine.isInput() ? candidate.fits(mine) : mine.fits(candidate));
    }
}
