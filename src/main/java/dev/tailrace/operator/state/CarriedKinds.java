package dev.tailrace.operator.state;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What each change does, as one more column behind those of its row, so that it is kept with them. */
public final class CarriedKinds {
    private final Schema rows;
    private final Schema withKinds;

    /** @param rows without the column */
    public CarriedKinds(Schema rows) {
        this.rows = rows;
        this.withKinds = rows.plus(Field.required(rows.freeName("kind"), DataType.TINYINT));
    }

    /** The rows' columns and the kind. */
    public Schema schema() {
        return withKinds;
    }

    /** The column's position. */
    public int position() {
        return rows.size();
    }

    /** The same rows, each of which says in the column what it does. */
    public Batch laid(Batch changes) {
        byte[] kinds = changes.kinds();
        @Nullable Column[] columns = Arrays.copyOf(changes.columns(), withKinds.size());
        int size = changes.rows() == 0 ? 0 : changes.index(changes.rows() - 1) + 1;
        int[] values = new int[size];
        for (int i = 0; kinds != null && i < size; i++) {
            values[i] = kinds[i];
        }
        columns[position()] = new Column.Ints(DataType.TINYINT, size, values, null);
        return changes.with(withKinds, columns);
    }

    /** The rows of a batch without a selection, each of which does what the column says. */
    public Batch taken(Batch laid) {
        int[] values = ((Column.Ints) laid.column(position())).values;
        byte[] kinds = new byte[laid.rows()];
        boolean allInserts = true;
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = (byte) values[i];
            allInserts &= kinds[i] == RowKind.INSERT.code();
        }
        @Nullable Column[] columns = Arrays.copyOf(laid.columns(), rows.size());
        return Batch.of(rows, kinds.length, columns, allInserts ? null : kinds, laid.lease());
    }
}
