package dev.tailrace.designer.watch;

import dev.tailrace.model.Wire;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a run looks at one moment: what the canvas and the inspector draw. Immutable.
 *
 * @param bottleneck id of the node that slows the others, or null
 * @param slowed how many nodes it slows
 * @param sourceRowsPerSecond of all sources together
 * @param sourceRows of all sources together, since the start
 * @param cpuShares of the time that all nodes together have worked over the last five seconds, by node; empty if none has
 */
public record LivePicture(
        Map<Wire, LiveWire> wires,
        Map<String, LiveNode> nodes,
        @Nullable String bottleneck,
        int slowed,
        double sourceRowsPerSecond,
        long sourceRows,
        Map<String, Double> cpuShares) {
    public LivePicture {
        cpuShares = Map.copyOf(cpuShares);
        wires = Map.copyOf(wires);
        nodes = Map.copyOf(nodes);
    }

    /** A picture in which nothing is known of the time that nodes work. */
    public LivePicture(
            Map<Wire, LiveWire> wires,
            Map<String, LiveNode> nodes,
            @Nullable String bottleneck,
            int slowed,
            double sourceRowsPerSecond,
            long sourceRows) {
        this(wires, nodes, bottleneck, slowed, sourceRowsPerSecond, sourceRows, Map.of());
    }

    /** The same for whoever does not ask how the work is shared out. */
    public LivePicture withoutCpuShares() {
        return new LivePicture(wires, nodes, bottleneck, slowed, sourceRowsPerSecond, sourceRows);
    }

    /** Several nodes as one: their figures summed, as busy and as held back as the most; null if none of them runs. */
    public @Nullable LiveNode together(Collection<String> ids) {
        return ids.stream()
                .map(nodes::get)
                .filter(Objects::nonNull)
                .reduce(LiveNode::with)
                .orElse(null);
    }

    /** How a wire is drawn, as LOOK.md's table of wire states says. */
    public enum WireState {
        IDLE,
        FLOWING,
        BACKPRESSURED,
        STALLED,
        ERROR
    }

    /**
     * @param rowsPerSecond over the last second
     * @param watermarkMillis of the epoch; {@link Long#MIN_VALUE} before there is one, {@link Long#MAX_VALUE} after the
     *     end of the input
     * @param watermarkByDate whether it moves by more than a day a second, so that its date is shown
     * @param label what the pill says: the rate, then the rest, as in "12.4k/s" and "wm 14:03:05"; empty for no pill
     */
    public record LiveWire(
            WireState state,
            double rowsPerSecond,
            long rows,
            long watermarkMillis,
            boolean watermarkByDate,
            String label,
            String detail,
            boolean ended) {}

    /**
     * @param busy share of the last second spent working, 0 to 1
     * @param backpressured share of the last second its output was full, 0 to 1
     * @param errors rows that failed, since the start
     * @param late rows dropped as late, since the start
     * @param progress of a bounded source, 0 to 1, or -1
     * @param stateRows that it keeps, about
     */
    public record LiveNode(
            double busy,
            double backpressured,
            double rowsInPerSecond,
            double rowsOutPerSecond,
            long rowsIn,
            long rowsOut,
            long errors,
            long late,
            double progress,
            long stateRows) {
        private LiveNode with(LiveNode other) {
            return new LiveNode(
                    Math.max(busy, other.busy),
                    Math.max(backpressured, other.backpressured),
                    rowsInPerSecond + other.rowsInPerSecond,
                    rowsOutPerSecond + other.rowsOutPerSecond,
                    rowsIn + other.rowsIn,
                    rowsOut + other.rowsOut,
                    errors + other.errors,
                    late + other.late,
                    Math.max(progress, other.progress),
                    stateRows + other.stateRows);
        }
    }
}
