package dev.tailrace.operator.pattern;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.state.SortKeyCodec;
import dev.tailrace.operator.state.StateTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The tables of a matcher's state: the rows; those that have been matched, each with the one before it; and the partial
 * matches. Each begins with the key's columns; the positions here are counted from behind them.
 */
final class PatternTables {
    // Of rows.
    static final int ROW = 0;
    static final int TIME = 1;
    static final int TURN = 2;
    static final int WAITING = 3;
    /** Behind these come the columns of the input that are kept. */
    static final int FIRST_KEPT = 4;

    // Of matched rows.
    static final int NUMBER = 0;
    static final int BEFORE = 1;
    static final int MATCHED_ROW = 2;
    static final int VARIABLE = 3;

    // Of partial matches.
    static final int STATE = 0;
    static final int FIRST_TURN = 1;
    static final int FIRST_TIME = 2;
    static final int LAST = 3;

    private final Schema keys;
    private final int[] kept;
    private final StateTable rows;
    private final StateTable matched;
    private final StateTable partial;

    /** @param kept positions in the input of the columns that are kept of rows */
    PatternTables(Schema keys, Schema input, int[] kept) {
        this.keys = keys;
        this.kept = kept;
        List<Field> ofRows = new ArrayList<>(List.of(
                own("row_number", DataType.BIGINT),
                own("time_millis", DataType.BIGINT),
                own("arrival", DataType.BIGINT),
                own("waiting", DataType.BOOLEAN)));
        Set<String> taken = new HashSet<>(keys.names());
        ofRows.forEach(column -> taken.add(column.name()));
        for (int column : kept) {
            Field field = input.field(column);
            String name = field.name();
            while (!taken.add(name)) {
                name = "row." + name;
            }
            ofRows.add(field.renamed(name));
        }
        rows = table("rows", ofRows);
        matched = table(
                "matched",
                List.of(
                        own("matched_number", DataType.BIGINT),
                        own("number_before", DataType.BIGINT),
                        own("row_number", DataType.BIGINT),
                        own("variable", DataType.STRING)));
        partial = table(
                "partial",
                List.of(
                        own("automaton_state", DataType.INT),
                        own("first_arrival", DataType.BIGINT),
                        own("first_time_millis", DataType.BIGINT),
                        own("last_matched_number", DataType.BIGINT)));
    }

    private StateTable table(String name, List<Field> values) {
        return StateTable.byKey(name, keys, new Schema(values));
    }

    /** With a name that the key does not have. */
    private Field own(String wanted, DataType type) {
        return Field.required(keys.freeName(wanted), type);
    }

    StateTable rows() {
        return rows;
    }

    StateTable matched() {
        return matched;
    }

    StateTable partial() {
        return partial;
    }

    /** Where the key's columns stand in each table. */
    int[] keyColumns() {
        return IntStream.range(0, keys.size()).toArray();
    }

    /** Where a column stands in its table. */
    int place(int column) {
        return keys.size() + column;
    }

    /** An order of the input as one of the table of rows; all its columns are kept. */
    List<SortKeyCodec.Order> orders(List<SortKeyCodec.Order> ofInput) {
        return ofInput.stream()
                .map(order -> {
                    int number = IntStream.range(0, kept.length)
                            .filter(i -> kept[i] == order.column())
                            .findFirst()
                            .orElseThrow();
                    return new SortKeyCodec.Order(place(FIRST_KEPT + number), order.descending(), order.nullsFirst());
                })
                .toList();
    }
}
