package dev.tailrace.operator.join;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.IntsBuilder;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.operator.join.WaitingRows.Note;
import java.util.ArrayList;
import java.util.List;

/** What is noted of waiting rows, as the last columns of their table in a snapshot. */
final class NoteColumns {
    private static final int NONE = -1;

    private final WaitingRows rows;
    private final List<Field> fields = new ArrayList<>();
    // Counted from the first of them.
    private final int count;
    private final int partners;
    private final int time;
    private final int touched;

    NoteColumns(WaitingRows rows) {
        this.rows = rows;
        List<Note> notes = rows.plan().notes();
        count = add(rows.counts(), Field.required("count", DataType.INT));
        partners = add(notes.contains(Note.PARTNERS), Field.required("partners", DataType.INT));
        time = add(notes.contains(Note.TIME), Field.required("time_millis", DataType.BIGINT));
        touched = add(notes.contains(Note.TOUCHED), Field.required("touched", DataType.TIMESTAMP_LTZ));
    }

    private int add(boolean isNoted, Field field) {
        if (!isNoted) {
            return NONE;
        }
        fields.add(field);
        return fields.size() - 1;
    }

    List<Field> fields() {
        return fields;
    }

    /** Whether it is noted when a row was last touched. */
    boolean tellTouched() {
        return touched != NONE;
    }

    /** When the rows of a batch were last touched, by position; only if that is noted. */
    long[] touchedMillis(Batch batch, int first) {
        return ((Column.Longs) batch.column(first + touched)).values;
    }

    /** Appends what is noted of a row to columns from one on. */
    void save(int row, BatchBuilder target, int first) {
        if (count != NONE) {
            ((IntsBuilder) target.column(first + count)).append(rows.count(row));
        }
        if (partners != NONE) {
            ((IntsBuilder) target.column(first + partners)).append(rows.partners(row));
        }
        if (time != NONE) {
            ((LongsBuilder) target.column(first + time)).append(rows.time(row));
        }
        if (touched != NONE) {
            ((LongsBuilder) target.column(first + touched)).append(rows.touched(row));
        }
    }

    /** Sets what was noted of a row that was just added; rows have to come in the order of their touching. */
    void load(int row, Batch batch, int index, int first) {
        if (touched != NONE) {
            rows.touch(row, touchedMillis(batch, first)[index]);
        }
        if (count != NONE) {
            rows.setCount(row, ((Column.Ints) batch.column(first + count)).values[index]);
        }
        if (partners != NONE) {
            rows.setPartners(row, ((Column.Ints) batch.column(first + partners)).values[index]);
        }
        if (time != NONE) {
            rows.setTime(row, ((Column.Longs) batch.column(first + time)).values[index]);
        }
    }
}
