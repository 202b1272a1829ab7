package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.runtime.Preview.Arrival;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What enters and leaves the node that a preview shows. Rows enter one at a time, so that it is known which of them
 * another one came of; results do not depend on the size of batches. Used on the preview's thread.
 */
final class PreviewTrace {
    /** Rows kept of each port. */
    private static final int MAX_ROWS = 1000;

    private final List<Arrival> arrivals = new ArrayList<>();
    private final Map<String, Kept> inputs = new LinkedHashMap<>();
    private final Map<String, Kept> outputs = new LinkedHashMap<>();

    /** What has left since the row that is being taken came; null between rows. */
    private @Nullable Map<String, List<Integer>> leaving;

    void addInput(String port) {
        inputs.put(port, new Kept());
    }

    /** What keeps the rows of an output. */
    Receiver addOutput(String port) {
        Kept kept = new Kept();
        outputs.put(port, kept);
        return new Leaving(port, kept);
    }

    Map<String, Kept> inputs() {
        return inputs;
    }

    Map<String, Kept> outputs() {
        return outputs;
    }

    List<Arrival> arrivals() {
        return arrivals;
    }

    /** What takes the rows of a wire into the node. */
    Receiver entering(String port, @Nullable NodeInput node) {
        return new Entering(port, inputs.getOrDefault(port, new Kept()), node);
    }

    /** The first rows that pass. */
    static final class Kept {
        private final List<Row> rows = new ArrayList<>();

        List<Row> rows() {
            return rows;
        }

        /** The position of the row, or -1 if there are enough. */
        int add(Row row) {
            if (rows.size() == MAX_ROWS) {
                return -1;
            }
            rows.add(row);
            return rows.size() - 1;
        }
    }

    private final class Leaving implements RowReceiver {
        private final String port;
        private final Kept kept;

        Leaving(String port, Kept kept) {
            this.port = port;
            this.kept = kept;
        }

        @Override
        public void rows(Batch batch) {
            for (int i = 0; i < batch.rows(); i++) {
                int position = kept.add(batch.row(i));
                if (leaving != null && position >= 0) {
                    leaving.computeIfAbsent(port, first -> new ArrayList<>()).add(position);
                }
            }
        }
    }

    /** @param node null where rows are only shown, as at a sink */
    private final class Entering implements Receiver {
        private final String port;
        private final Kept kept;
        private final @Nullable NodeInput node;

        Entering(String port, Kept kept, @Nullable NodeInput node) {
            this.port = port;
            this.kept = kept;
            this.node = node;
        }

        @Override
        public void rows(Batch batch) {
            for (int i = 0; i < batch.rows(); i++) {
                int position = kept.add(batch.row(i));
                Map<String, List<Integer>> left = new LinkedHashMap<>();
                leaving = left;
                Problem problem = take(batch.slice(i, i + 1));
                leaving = null;
                if (position >= 0) {
                    arrivals.add(new Arrival(port, position, left, problem));
                }
            }
        }

        /** A row that fails is told at its place, and the next one is tried. */
        private @Nullable Problem take(Batch row) {
            if (node == null) {
                return null;
            }
            NodeMeter meter = node.node().meter();
            long errors = meter.errors();
            long late = meter.late();
            try {
                node.rows(row);
            } catch (NodeFailure failure) {
                if (failure.row() == null) {
                    throw failure;
                }
                return failure.problem();
            }
            String id = node.node().id();
            if (meter.errors() > errors) {
                return Problem.warning("engine.preview-skipped").at(id, null);
            }
            return meter.late() > late ? Problem.warning("engine.preview-late").at(id, null) : null;
        }

        @Override
        public void watermark(long millis) {
            if (node != null) {
                node.watermark(millis);
            }
        }

        @Override
        public void idle() {
            if (node != null) {
                node.idle();
            }
        }

        @Override
        public void end() {
            if (node != null) {
                node.end();
            }
        }
    }
}
