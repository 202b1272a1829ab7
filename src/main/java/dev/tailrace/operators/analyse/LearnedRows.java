package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.state.KeyedSlots;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.TableRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Passes rows on with what a model of their key says of them.
 *
 * <p>A row with a value that is NULL, NaN or infinite says nothing: its added columns are NULL, and the model does not
 * see it. Rows are taken in the order of their arrival.
 */
final class LearnedRows implements Processor {
    private static final int NO_TIME = -1;

    private final RowModel model;
    private final Schema output;
    private final KeyedRows layout;
    private final KeyedSlots keys;
    private final NumberColumns numbers;
    private final @Nullable String timeName;
    private final int timeColumn;
    private final List<StateTable> tables = new ArrayList<>();
    private final int firstAdded;
    private final boolean[] isDemanded;
    private final double[] values;
    private final double[] results;
    private ProcessorContext context;

    @SuppressWarnings("NullAway.Init")
    LearnedRows(Setup<?> setup, LearnedColumns columns, RowModel model) {
        Schema input = setup.inputSchema();
        this.model = model;
        this.output = setup.outputSchema("out");
        this.layout = KeyedRows.of(input, columns.keys(), new BitSet());
        this.keys = new KeyedSlots(layout.keys());
        this.numbers = new NumberColumns(
                columns.values().stream().mapToInt(input::indexOf).toArray());
        this.timeName = columns.needsTime() ? LearnedColumns.time(setup.placement()) : null;
        this.timeColumn = timeName == null ? NO_TIME : input.indexOf(timeName);
        this.firstAdded = input.size();
        this.values = new double[columns.values().size()];
        this.results = new double[columns.added().size()];
        this.isDemanded = new boolean[results.length];
        BitSet demanded = setup.demanded("out");
        for (int i = 0; i < results.length; i++) {
            isDemanded[i] = demanded.get(firstAdded + i);
        }
        for (RowModel.Table table : model.tables()) {
            List<Field> fields = new ArrayList<>();
            for (Field field : table.fields()) {
                fields.add(field.renamed(layout.keys().freeName(field.name())));
            }
            tables.add(StateTable.byKey(table.name(), layout.keys(), new Schema(fields)));
        }
    }

    @Override
    public void open(ProcessorContext newContext) {
        context = newContext;
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        int limit = batch.index(batch.rows() - 1) + 1;
        double[][] added = new double[results.length][limit];
        keys.begin(batch, layout.keyColumns());
        numbers.begin(batch);
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            long millis = millis(batch, index);
            if (numbers.take(index, values)) {
                model.take(slot(index), values, millis, results);
            } else {
                Arrays.fill(results, Double.NaN);
            }
            for (int column = 0; column < results.length; column++) {
                added[column][index] = results[column];
            }
        }
        @Nullable Column[] columns = Arrays.copyOf(batch.columns(), output.size());
        for (int i = 0; i < results.length; i++) {
            if (isDemanded[i]) {
                columns[firstAdded + i] = column(output.field(firstAdded + i).type(), added[i], batch);
            }
        }
        out.emit(0, batch.with(output, columns));
    }

    private long millis(Batch batch, int index) {
        if (timeName == null) {
            return 0;
        }
        Column.Longs times = (Column.Longs) batch.column(timeColumn);
        if (times.isNull(index)) {
            throw context.fail(Problem.error("operators.event-time.missing", timeName), batch, index);
        }
        return times.values[index];
    }

    private int slot(int index) {
        int slot = keys.slot(index);
        if (keys.isNew()) {
            model.ensure(keys.limit());
            model.clear(slot);
        }
        return slot;
    }

    private static Column column(DataType type, double[] numbers, Batch batch) {
        long[] nulls = null;
        boolean[] flags = new boolean[type.is(TypeKind.BOOLEAN) ? numbers.length : 0];
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            if (Double.isNaN(numbers[index])) {
                nulls = nulls == null ? new long[(numbers.length + 63) >> 6] : nulls;
                nulls[index >> 6] |= 1L << index;
            } else if (flags.length > 0) {
                flags[index] = numbers[index] != 0;
            }
        }
        return type.is(TypeKind.BOOLEAN)
                ? new Column.Booleans(numbers.length, flags, nulls)
                : new Column.Doubles(numbers.length, numbers, nulls);
    }

    @Override
    public long stateRows() {
        return keys.size();
    }

    @Override
    public void snapshot(StateWriter writer) {
        int[] keysAt = layout.keysInTable();
        for (int i = 0; i < tables.size(); i++) {
            RowModel.Table part = model.tables().get(i);
            TableRows rows = new TableRows(tables.get(i), writer);
            rows.forEachKey(keys, slot -> {
                int count = part.rows(slot);
                for (int row = 0; row < count; row++) {
                    keys.appendKey(slot, rows.builder(), keysAt);
                    part.save(slot, row, rows.builder(), keysAt.length);
                    rows.endRow();
                }
            });
            rows.end();
        }
    }

    @Override
    public void restore(StateReader reader) {
        int[] keysAt = layout.keysInTable();
        for (int i = 0; i < tables.size(); i++) {
            for (Batch batch : reader.table(tables.get(i))) {
                keys.begin(batch, keysAt);
                for (int row = 0; row < batch.rows(); row++) {
                    int index = batch.index(row);
                    model.tables().get(i).load(slot(index), batch, keysAt.length, index);
                }
            }
        }
    }
}
