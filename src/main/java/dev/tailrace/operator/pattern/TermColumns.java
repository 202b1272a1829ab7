package dev.tailrace.operator.pattern;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.aggregate.Aggregation;
import dev.tailrace.operator.aggregate.CheckedAggregates.Call;
import dev.tailrace.operator.pattern.Term.Aggregate;
import dev.tailrace.operator.pattern.Term.MatchTime;
import dev.tailrace.operator.pattern.Term.RowValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills the columns that stand for terms, one row for each match. Single-threaded. */
final class TermColumns {
    /** In place of a row: none. */
    static final int NO_ROW = -1;

    private record Value(RowValue term, int column) {}

    private final StoredRows rows;
    private final BatchBuilder builder;
    private final List<Value> values = new ArrayList<>();
    private final List<AggregatedRows> aggregates = new ArrayList<>();
    private int timeColumn = -1;

    /**
     * @param schema has the columns of the terms at its end
     * @param demanded the columns that are filled
     * @param builder over that schema
     */
    TermColumns(List<Term> terms, Schema schema, BitSet demanded, Schema input, StoredRows rows, BatchBuilder builder) {
        this.rows = rows;
        this.builder = builder;
        int column = schema.size() - terms.size();
        Map<Integer, Map<Integer, Call>> calls = new LinkedHashMap<>();
        for (Term term : terms) {
            if (demanded.get(column)) {
                if (term instanceof RowValue value) {
                    values.add(new Value(value, column));
                } else if (term instanceof Aggregate aggregate) {
                    calls.computeIfAbsent(aggregate.variable(), absent -> new LinkedHashMap<>())
                            .put(column, aggregate.call());
                } else if (term instanceof MatchTime) {
                    timeColumn = column;
                }
            }
            column++;
        }
        calls.forEach((variable, byColumn) -> aggregates.add(new AggregatedRows(variable, byColumn, input, rows)));
    }

    BatchBuilder builder() {
        return builder;
    }

    /**
     * Appends one row.
     *
     * @param last the rows of the match so far
     * @param current a row behind them, or {@link #NO_ROW}
     * @param variable which takes that row
     * @param time at which the match is found, in milliseconds
     */
    void append(@Nullable MatchedRow last, int current, int variable, long time) {
        for (Value value : values) {
            ColumnBuilder target = builder.column(value.column);
            int row = find(value.term, last, current, variable);
            if (row == NO_ROW) {
                target.appendNull();
            } else {
                rows.append(row, value.term.column(), target);
            }
        }
        if (timeColumn >= 0) {
            ((LongsBuilder) builder.column(timeColumn)).append(time);
        }
        for (AggregatedRows aggregate : aggregates) {
            aggregate.append(builder.rows(), last, current, variable);
        }
        builder.endRow();
    }

    /** The rows so far. */
    Batch build() {
        for (AggregatedRows aggregate : aggregates) {
            aggregate.finish(builder);
        }
        return builder.build();
    }

    /** Forgets the rows so far, the one included at which something has failed. */
    void discard() {
        builder.abandonRow();
        builder.build();
        aggregates.forEach(AggregatedRows::discard);
    }

    private static int find(RowValue term, @Nullable MatchedRow last, int current, int variable) {
        int back = term.offset();
        if (term.first()) {
            back = count(term.variable(), last, current, variable) - 1 - term.offset();
            if (back < 0) {
                return NO_ROW;
            }
        }
        if (current != NO_ROW && isOf(term.variable(), variable) && back-- == 0) {
            return current;
        }
        for (MatchedRow row = last; row != null; row = row.before) {
            if (isOf(term.variable(), row.variable) && back-- == 0) {
                return row.row;
            }
        }
        return NO_ROW;
    }

    private static int count(int wanted, @Nullable MatchedRow last, int current, int variable) {
        int count = current != NO_ROW && isOf(wanted, variable) ? 1 : 0;
        for (MatchedRow row = last; row != null; row = row.before) {
            count += isOf(wanted, row.variable) ? 1 : 0;
        }
        return count;
    }

    static boolean isOf(int wanted, int variable) {
        return wanted == Term.ALL || wanted == variable;
    }

    /** The aggregates over the rows of one variable. */
    private static final class AggregatedRows {
        private final int wanted;
        private final StoredRows rows;
        private final Aggregation aggregation;
        private final int[] resultColumns;
        private final int[] readColumns;
        private final BatchBuilder read;
        private int[] matches = new int[Batch.MAX_ROWS];
        private int[] positions = new int[Batch.MAX_ROWS];
        private int[] found = new int[16];

        AggregatedRows(int wanted, Map<Integer, Call> calls, Schema input, StoredRows rows) {
            this.wanted = wanted;
            this.rows = rows;
            List<Call> list = List.copyOf(calls.values());
            BitSet columns = new BitSet();
            list.forEach(call -> columns.or(call.columns()));
            aggregation = new Aggregation(list, input);
            resultColumns = calls.keySet().stream().mapToInt(column -> column).toArray();
            readColumns = columns.stream().toArray();
            read = BatchBuilder.recycling(input, columns);
        }

        void append(int match, @Nullable MatchedRow last, int current, int variable) {
            aggregation.ensure(match + 1);
            aggregation.clear(match);
            int count = 0;
            if (current != NO_ROW && isOf(wanted, variable)) {
                found[count++] = current;
            }
            for (MatchedRow row = last; row != null; row = row.before) {
                if (isOf(wanted, row.variable)) {
                    if (count == found.length) {
                        found = Arrays.copyOf(found, count * 2);
                    }
                    found[count++] = row.row;
                }
            }
            // From the first to the last: the order in which floating-point numbers are added.
            for (int i = count - 1; i >= 0; i--) {
                for (int column : readColumns) {
                    rows.append(found[i], column, read.column(column));
                }
                matches[read.rows()] = match;
                read.endRow();
                if (read.isFull()) {
                    add();
                }
            }
        }

        private void add() {
            int count = read.rows();
            if (count > 0) {
                Batch batch = read.build();
                for (int i = 0; i < count; i++) {
                    positions[i] = batch.index(i);
                }
                aggregation.evaluate(batch);
                aggregation.add(matches, positions, count);
            }
        }

        void discard() {
            read.abandonRow();
            read.build();
        }

        void finish(BatchBuilder target) {
            add();
            for (int match = 0; match < target.rows(); match++) {
                aggregation.result(match, target, resultColumns);
            }
        }
    }
}
