package dev.tailrace.designer.rows;

import dev.tailrace.designer.watch.LivePicture;
import dev.tailrace.designer.watch.LivePicture.LiveNode;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why no row has passed a wire: the nearest node upstream that has taken rows and given none.
 *
 * @param node its id
 * @param rows how many it has taken, failed to compute, or found to be late, as the reason says
 */
record WhyEmpty(String node, Reason reason, long rows) {
    /** What became of the rows. */
    enum Reason {
        /** None fulfils what the node asks. */
        DROPPED,
        /** They could not be computed. */
        FAILED,
        /** They came after their window. */
        LATE,
        /** The node waits for more, as windows and joins do. */
        WAITING,
        /** A source that has given nothing. */
        SILENT
    }

    /** The nearest node that is to blame, or nothing if no node has taken a row. */
    static Optional<WhyEmpty> of(CheckedPipeline checked, LivePicture picture, Wire wire) {
        Set<String> seen = new HashSet<>();
        String node = wire.from().node();
        while (seen.add(node)) {
            LiveNode live = picture.nodes().get(node);
            if (live == null) {
                return Optional.empty();
            }
            List<Wire> inputs = checked.pipeline().wiresTo(node);
            if (inputs.isEmpty()) {
                return live.rowsOut() > 0 ? Optional.empty() : Optional.of(new WhyEmpty(node, Reason.SILENT, 0));
            }
            if (live.rowsIn() > 0) {
                return Optional.of(blame(checked.nodes().get(node), node, live));
            }
            node = inputs.get(0).from().node();
        }
        return Optional.empty();
    }

    private static WhyEmpty blame(@Nullable CheckedNode node, String id, LiveNode live) {
        if (live.errors() > 0) {
            return new WhyEmpty(id, Reason.FAILED, live.errors());
        } else if (live.late() > 0) {
            return new WhyEmpty(id, Reason.LATE, live.late());
        }
        boolean shapes = node != null
                && node.operator() != null
                && node.operator().spec().family() == Family.SHAPE;
        return new WhyEmpty(id, shapes ? Reason.DROPPED : Reason.WAITING, live.rowsIn());
    }
}
