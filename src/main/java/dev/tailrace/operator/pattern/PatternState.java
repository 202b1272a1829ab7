package dev.tailrace.operator.pattern;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BooleansBuilder;
import dev.tailrace.data.BytesBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.IntsBuilder;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.state.KeyedSlots;
import dev.tailrace.operator.state.SortKeyCodec;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.TableRows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a matcher keeps, on its way into {@link PatternTables} and out of them. Numbers of rows and matched rows mean
 * something within their key only.
 */
final class PatternState {
    private static final long NONE = -1;

    private final List<String> variables;
    private final PatternTables tables;
    private final StoredRows rows;
    private final KeyedSlots keys;
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(int key, Matching.OfKey ofKey) {}

    /** Takes up what is loaded. */
    interface Target {
        /** The slot of a stored row's key. */
        int key(int index);

        /** Takes the batch of the rows that are told next. */
        void begin(Batch stored);

        /** In the order of arrival. */
        void waiting(int row, int index);

        void underWay(int key, PartialMatch match);
    }

    /** @param variables of the pattern, in its order */
    PatternState(List<String> variables, Schema keySchema, Schema input, StoredRows rows, KeyedSlots keys) {
        this.variables = variables;
        this.tables = new PatternTables(keySchema, input, rows.inputColumns());
        this.rows = rows;
        this.keys = keys;
    }

    /** The order of rows in the table of rows. */
    List<SortKeyCodec.Order> orders(List<SortKeyCodec.Order> ofInput) {
        return tables.orders(ofInput);
    }

    /** Notes what is under way for a key, if anything is. */
    void add(int key, Matching.OfKey ofKey) {
        Entry entry = new Entry(key, ofKey);
        if (!matches(entry).isEmpty()) {
            entries.add(entry);
        }
    }

    /** How many keys have something under way that was noted. */
    int size() {
        return entries.size();
    }

    /**
     * @param waiting slots of the rows that wait
     * @param some whether more is under way than was noted
     */
    void save(BitSet waiting, boolean some, StateWriter writer) {
        Map<MatchedRow, Long> numbers = new IdentityHashMap<>();
        List<MatchedRow> matched = new ArrayList<>();
        BitSet used = new BitSet();
        for (Entry entry : entries) {
            for (PartialMatch match : matches(entry)) {
                Deque<MatchedRow> chain = new ArrayDeque<>();
                for (MatchedRow row = match.last(); row != null && !numbers.containsKey(row); row = row.before) {
                    chain.push(row);
                }
                for (MatchedRow row : chain) {
                    numbers.put(row, (long) matched.size());
                    matched.add(row);
                    used.set(row.row);
                }
            }
        }
        saveRows(waiting, used, some, writer);
        Writing table = new Writing(tables.matched(), writer);
        for (MatchedRow row : matched) {
            table.begin(rows.key(row.row));
            table.put(PatternTables.NUMBER, numbers.getOrDefault(row, NONE));
            table.put(PatternTables.BEFORE, row.before == null ? NONE : numbers.getOrDefault(row.before, NONE));
            table.put(PatternTables.MATCHED_ROW, row.row);
            table.putText(PatternTables.VARIABLE, variables.get(row.variable));
            table.endRow();
        }
        table.end(some);
        savePartial(numbers, some, writer);
    }

    private static List<PartialMatch> matches(Entry entry) {
        List<PartialMatch> all = new ArrayList<>(entry.ofKey.partial());
        all.addAll(entry.ofKey.complete());
        return all;
    }

    private void saveRows(BitSet waiting, BitSet used, boolean some, StateWriter writer) {
        Writing table = new Writing(tables.rows(), writer);
        List<Integer> byArrival = waiting.stream()
                .limit(writer.mostRows())
                .boxed()
                .sorted(Comparator.comparingLong(rows::turn))
                .toList();
        used.stream().filter(row -> !waiting.get(row)).forEach(row -> saveRow(row, false, table));
        byArrival.forEach(row -> saveRow(row, true, table));
        table.end(some);
    }

    private void saveRow(int row, boolean isWaiting, Writing table) {
        table.begin(rows.key(row));
        table.put(PatternTables.ROW, row);
        table.put(PatternTables.TIME, rows.time(row));
        table.put(PatternTables.TURN, rows.turn(row));
        ((BooleansBuilder) table.column(PatternTables.WAITING)).append(isWaiting);
        int place = PatternTables.FIRST_KEPT;
        for (int column : rows.inputColumns()) {
            rows.append(row, column, table.column(place++));
        }
        table.endRow();
    }

    private void savePartial(Map<MatchedRow, Long> numbers, boolean some, StateWriter writer) {
        Writing table = new Writing(tables.partial(), writer);
        for (Entry entry : entries) {
            for (PartialMatch match : matches(entry)) {
                MatchedRow last = match.last();
                table.begin(entry.key);
                table.putInt(PatternTables.STATE, match.state());
                table.put(PatternTables.FIRST_TURN, match.firstTurn());
                table.put(PatternTables.FIRST_TIME, match.firstTime());
                table.put(PatternTables.LAST, last == null ? NONE : numbers.getOrDefault(last, NONE));
                table.endRow();
            }
        }
        table.end(some);
    }

    /** Fills a table row by row; columns are counted behind those of the key. */
    private final class Writing {
        private final TableRows written;
        private final int[] keyColumns = tables.keyColumns();

        Writing(StateTable table, StateWriter writer) {
            written = new TableRows(table, writer);
        }

        void begin(int key) {
            keys.appendKey(key, written.builder(), keyColumns);
        }

        ColumnBuilder column(int column) {
            return written.builder().column(tables.place(column));
        }

        void put(int column, long value) {
            ((LongsBuilder) column(column)).append(value);
        }

        void putInt(int column, int value) {
            ((IntsBuilder) column(column)).append(value);
        }

        void putText(int column, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            ((BytesBuilder) column(column)).append(bytes, 0, bytes.length);
        }

        void endRow() {
            written.endRow();
        }

        void end(boolean some) {
            if (some) {
                written.endCut();
            } else {
                written.end();
            }
        }
    }

    /**
     * Loads the rows and what is under way.
     *
     * @return a number above the turns of all rows
     */
    long load(StateReader reader, Target target) {
        Map<Long, Integer> rowOf = new HashMap<>();
        List<Integer> held = new ArrayList<>();
        long nextTurn = loadRows(reader, target, rowOf, held);
        Map<Long, MatchedRow> matchedOf = new HashMap<>();
        for (Batch batch : reader.table(tables.matched())) {
            keys.begin(batch, tables.keyColumns());
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                long key = (long) target.key(index) << Integer.SIZE;
                int row = rowOf.getOrDefault(key | at(batch, PatternTables.MATCHED_ROW, index), -1);
                @Nullable MatchedRow before = matchedOf.get(key | at(batch, PatternTables.BEFORE, index));
                int variable = variables.indexOf(
                        ((Column.Bytes) batch.column(tables.place(PatternTables.VARIABLE))).string(index));
                matchedOf.put(
                        key | at(batch, PatternTables.NUMBER, index), new MatchedRow(row, variable, before, rows));
            }
        }
        for (Batch batch : reader.table(tables.partial())) {
            keys.begin(batch, tables.keyColumns());
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                int key = target.key(index);
                long number = at(batch, PatternTables.LAST, index);
                MatchedRow last = number == NONE ? null : matchedOf.get((long) key << Integer.SIZE | number);
                if (last != null) {
                    last.retain();
                }
                int state = ((Column.Ints) batch.column(tables.place(PatternTables.STATE))).values[index];
                target.underWay(
                        key,
                        new PartialMatch(
                                state,
                                at(batch, PatternTables.FIRST_TURN, index),
                                at(batch, PatternTables.FIRST_TIME, index),
                                last));
            }
        }
        matchedOf.values().forEach(matched -> MatchedRow.release(matched, rows));
        held.forEach(rows::release);
        return nextTurn;
    }

    private long loadRows(StateReader reader, Target target, Map<Long, Integer> rowOf, List<Integer> held) {
        long nextTurn = 0;
        int[] stored = IntStream.range(0, rows.inputColumns().length)
                .map(place -> tables.place(PatternTables.FIRST_KEPT + place))
                .toArray();
        for (Batch batch : reader.table(tables.rows())) {
            keys.begin(batch, tables.keyColumns());
            target.begin(batch);
            boolean[] waiting = ((Column.Booleans) batch.column(tables.place(PatternTables.WAITING))).values;
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                int key = target.key(index);
                int row = rows.add(batch, stored, index, key, at(batch, PatternTables.TIME, index));
                rows.setTurn(row, at(batch, PatternTables.TURN, index));
                nextTurn = Math.max(nextTurn, at(batch, PatternTables.TURN, index) + 1);
                if (waiting[index]) {
                    target.waiting(row, index);
                } else {
                    rowOf.put((long) key << Integer.SIZE | at(batch, PatternTables.ROW, index), row);
                    held.add(row);
                }
            }
        }
        return nextTurn;
    }

    private long at(Batch batch, int column, int index) {
        return ((Column.Longs) batch.column(tables.place(column))).values[index];
    }
}
