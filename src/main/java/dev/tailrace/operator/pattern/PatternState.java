package dev.tailrace.operator.pattern;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.BooleansBuilder;
import dev.tailrace.data.BytesBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.IntsBuilder;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.state.KeyedSlots;
import dev.tailrace.operator.state.SortKeyCodec;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateTable.Distribution;
import dev.tailrace.operator.state.StateWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a matcher keeps, as tables: the rows; those that have been matched, each with the one before it; and the partial
 * matches. Numbers of rows and matched rows mean something within their key only.
 */
final class PatternState {
    private static final long NONE = -1;
    private static final int ROW = 0;
    private static final int TIME = 1;
    private static final int TURN = 2;
    private static final int WAITING = 3;
    private static final int ROW_COLUMNS = 4;
    private static final int BEFORE = 1;
    private static final int MATCHED_ROW = 2;
    private static final int VARIABLE = 3;
    private static final int STATE = 0;
    private static final int FIRST_TURN = 1;
    private static final int FIRST_TIME = 2;
    private static final int LAST = 3;

    private final List<String> variables;
    private final Schema keySchema;
    private final StoredRows rows;
    private final KeyedSlots keys;
    private final StateTable rowTable;
    private final StateTable matchedTable;
    private final StateTable partialTable;
    private final int keyCount;
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
        this.keySchema = keySchema;
        this.rows = rows;
        this.keys = keys;
        this.keyCount = keySchema.size();
        List<Field> columns = new ArrayList<>(List.of(
                own("row_number", DataType.BIGINT),
                own("time_millis", DataType.BIGINT),
                own("arrival", DataType.BIGINT),
                own("waiting", DataType.BOOLEAN)));
        Set<String> taken = new HashSet<>(keySchema.names());
        columns.forEach(column -> taken.add(column.name()));
        for (int column : rows.inputColumns()) {
            Field field = input.field(column);
            String name = field.name();
            while (!taken.add(name)) {
                name = "row." + name;
            }
            columns.add(field.renamed(name));
        }
        rowTable = table("rows", columns);
        matchedTable = table(
                "matched",
                List.of(
                        own("matched_number", DataType.BIGINT),
                        own("number_before", DataType.BIGINT),
                        own("row_number", DataType.BIGINT),
                        own("variable", DataType.STRING)));
        partialTable = table(
                "partial",
                List.of(
                        own("automaton_state", DataType.INT),
                        own("first_arrival", DataType.BIGINT),
                        own("first_time_millis", DataType.BIGINT),
                        own("last_matched_number", DataType.BIGINT)));
    }

    private StateTable table(String name, List<Field> values) {
        return new StateTable(
                name, keyCount == 0 ? Distribution.SPLIT : Distribution.KEYED, keySchema, new Schema(values));
    }

    private Field own(String name, DataType type) {
        return Field.required(free(name), type);
    }

    /** A name that the key does not have. */
    private String free(String wanted) {
        String name = wanted;
        while (keySchema.contains(name)) {
            name = "_" + name;
        }
        return name;
    }

    /** The order of rows in the table of rows. */
    List<SortKeyCodec.Order> orders(List<SortKeyCodec.Order> ofInput) {
        int[] columns = rows.inputColumns();
        return ofInput.stream()
                .map(order -> {
                    int place = IntStream.range(0, columns.length)
                            .filter(i -> columns[i] == order.column())
                            .findFirst()
                            .orElseThrow();
                    return new SortKeyCodec.Order(
                            keyCount + ROW_COLUMNS + place, order.descending(), order.nullsFirst());
                })
                .toList();
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
        Writing table = new Writing(matchedTable, writer);
        for (MatchedRow row : matched) {
            table.begin(rows.key(row.row));
            table.put(ROW, numbers.getOrDefault(row, NONE));
            table.put(BEFORE, row.before == null ? NONE : numbers.getOrDefault(row.before, NONE));
            table.put(MATCHED_ROW, row.row);
            table.putText(VARIABLE, variables.get(row.variable));
            table.end();
        }
        table.finish(some);
        savePartial(numbers, some, writer);
    }

    private static List<PartialMatch> matches(Entry entry) {
        List<PartialMatch> all = new ArrayList<>(entry.ofKey.partial());
        all.addAll(entry.ofKey.complete());
        return all;
    }

    private void saveRows(BitSet waiting, BitSet used, boolean some, StateWriter writer) {
        Writing table = new Writing(rowTable, writer);
        List<Integer> byArrival = waiting.stream()
                .limit(writer.mostRows())
                .boxed()
                .sorted(Comparator.comparingLong(rows::turn))
                .toList();
        used.stream().filter(row -> !waiting.get(row)).forEach(row -> saveRow(row, false, table));
        byArrival.forEach(row -> saveRow(row, true, table));
        table.finish(some);
    }

    private void saveRow(int row, boolean isWaiting, Writing table) {
        table.begin(rows.key(row));
        table.put(ROW, row);
        table.put(TIME, rows.time(row));
        table.put(TURN, rows.turn(row));
        ((BooleansBuilder) table.column(WAITING)).append(isWaiting);
        int place = ROW_COLUMNS;
        for (int column : rows.inputColumns()) {
            rows.append(row, column, table.column(place++));
        }
        table.end();
    }

    private void savePartial(Map<MatchedRow, Long> numbers, boolean some, StateWriter writer) {
        Writing table = new Writing(partialTable, writer);
        for (Entry entry : entries) {
            for (PartialMatch match : matches(entry)) {
                MatchedRow last = match.last();
                table.begin(entry.key);
                table.putInt(STATE, match.state());
                table.put(FIRST_TURN, match.firstTurn());
                table.put(FIRST_TIME, match.firstTime());
                table.put(LAST, last == null ? NONE : numbers.getOrDefault(last, NONE));
                table.end();
            }
        }
        table.finish(some);
    }

    /** Fills a table row by row; columns are counted behind those of the key. */
    private final class Writing {
        private final StateWriter.Rows target;
        private final BatchBuilder builder;
        private final int[] keyColumns = keyColumns();

        Writing(StateTable table, StateWriter writer) {
            target = writer.table(table);
            builder = new BatchBuilder(table.schema());
        }

        void begin(int key) {
            keys.appendKey(key, builder, keyColumns);
        }

        ColumnBuilder column(int column) {
            return builder.column(keyCount + column);
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

        void end() {
            builder.endRow();
            if (builder.isFull()) {
                target.accept(builder.build());
            }
        }

        void finish(boolean some) {
            if (!builder.isEmpty()) {
                target.accept(builder.build());
            }
            if (some) {
                target.cut();
            }
        }
    }

    private int[] keyColumns() {
        return IntStream.range(0, keyCount).toArray();
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
        for (Batch batch : reader.table(matchedTable)) {
            keys.begin(batch, keyColumns());
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                long key = (long) target.key(index) << Integer.SIZE;
                int row = rowOf.getOrDefault(key | at(batch, MATCHED_ROW, index), -1);
                @Nullable MatchedRow before = matchedOf.get(key | at(batch, BEFORE, index));
                int variable = variables.indexOf(((Column.Bytes) batch.column(keyCount + VARIABLE)).string(index));
                matchedOf.put(key | at(batch, ROW, index), new MatchedRow(row, variable, before, rows));
            }
        }
        for (Batch batch : reader.table(partialTable)) {
            keys.begin(batch, keyColumns());
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                int key = target.key(index);
                long number = at(batch, LAST, index);
                MatchedRow last = number == NONE ? null : matchedOf.get((long) key << Integer.SIZE | number);
                if (last != null) {
                    last.retain();
                }
                int state = ((Column.Ints) batch.column(keyCount + STATE)).values[index];
                target.underWay(
                        key, new PartialMatch(state, at(batch, FIRST_TURN, index), at(batch, FIRST_TIME, index), last));
            }
        }
        matchedOf.values().forEach(matched -> MatchedRow.release(matched, rows));
        held.forEach(rows::release);
        return nextTurn;
    }

    private long loadRows(StateReader reader, Target target, Map<Long, Integer> rowOf, List<Integer> held) {
        long nextTurn = 0;
        int[] stored = IntStream.range(0, rows.inputColumns().length)
                .map(place -> keyCount + ROW_COLUMNS + place)
                .toArray();
        for (Batch batch : reader.table(rowTable)) {
            keys.begin(batch, keyColumns());
            target.begin(batch);
            boolean[] waiting = ((Column.Booleans) batch.column(keyCount + WAITING)).values;
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                int key = target.key(index);
                int row = rows.add(batch, stored, index, key, at(batch, TIME, index));
                rows.setTurn(row, at(batch, TURN, index));
                nextTurn = Math.max(nextTurn, at(batch, TURN, index) + 1);
                if (waiting[index]) {
                    target.waiting(row, index);
                } else {
                    rowOf.put((long) key << Integer.SIZE | at(batch, ROW, index), row);
                    held.add(row);
                }
            }
        }
        return nextTurn;
    }

    private long at(Batch batch, int column, int index) {
        return ((Column.Longs) batch.column(keyCount + column)).values[index];
    }
}
