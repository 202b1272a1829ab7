package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Row;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.runtime.StateLook;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Takes so much of a node's state as somebody wants to see. On the node's thread. */
final class StateSeen implements StateWriter {
    private final StateLook.Wanted wanted;
    private final long begunNanos = System.nanoTime();
    private final List<Table> tables = new ArrayList<>();

    StateSeen(StateLook.Wanted wanted) {
        this.wanted = wanted;
    }

    /** Since it was made. */
    long nanos() {
        return System.nanoTime() - begunNanos;
    }

    /** Whether whoever wrote keeps no state: then it has begun no table. */
    boolean isEmpty() {
        return tables.isEmpty();
    }

    List<StateLook.Table> tables() {
        return tables.stream().map(Table::told).toList();
    }

    @Override
    public Rows table(StateTable table) {
        Table begun = new Table(table);
        tables.add(begun);
        return begun;
    }

    /** One more than are shown, to know whether there are more. */
    @Override
    public int mostRows() {
        return wanted.finding() == null ? wanted.rows() + 1 : Integer.MAX_VALUE;
    }

    /** The rows of one table. */
    private final class Table implements Rows {
        private final StateTable table;
        private final List<Row> rows = new ArrayList<>();
        private long looked;
        private long bytes;
        private boolean more;

        Table(StateTable table) {
            this.table = table;
        }

        @Override
        public void accept(Batch batch) {
            Predicate<Row> finding = wanted.finding();
            int before = rows.size();
            for (int i = 0; i < batch.rows() && !more; i++) {
                Row row = WireSampler.shown(batch, i);
                looked++;
                if (finding != null && !finding.test(row)) {
                    continue;
                }
                if (rows.size() == wanted.rows()) {
                    more = true;
                } else {
                    rows.add(row);
                }
            }
            if (finding == null) {
                bytes += batch.slice(0, rows.size() - before).bytes();
            }
            more |= finding != null && nanos() > wanted.longestNanos();
        }

        @Override
        public boolean isEnough() {
            return more;
        }

        @Override
        public void cut() {
            more = true;
        }

        StateLook.Table told() {
            boolean all = wanted.finding() == null;
            return new StateLook.Table(table, rows, !more, all ? -1 : looked, all ? bytes : -1);
        }
    }
}
