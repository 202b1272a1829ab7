package dev.tailrace.operators.shape;

import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.StreamType;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The columns of the input that leave before those that are made of one of them.
 *
 * @param columns their positions in the input, ascending
 */
record PassedOn(StreamType input, int[] columns) {
    /**
     * All columns, or all but the one that others are made of.
     *
     * @param column of the input; where there is none of that name, all leave
     * @param stays whether it leaves too
     */
    static PassedOn of(StreamType input, String column, boolean stays) {
        int made = stays ? -1 : input.schema().indexOf(column);
        return new PassedOn(
                input,
                IntStream.range(0, input.schema().size()).filter(i -> i != made).toArray());
    }

    List<Field> fields() {
        return Arrays.stream(columns).mapToObj(input.schema()::field).toList();
    }

    /** Adds the columns of the input that are needed for those of the output. */
    void demand(BitSet out, BitSet ofInput) {
        for (int i = 0; i < columns.length; i++) {
            if (out.get(i)) {
                ofInput.set(columns[i]);
            }
        }
    }

    /** What leaves; without event time where its column does not. */
    StreamType output(Schema schema) {
        String time = input.eventTime();
        return new StreamType(schema, input.changes(), time != null && schema.contains(time) ? time : null);
    }
}
