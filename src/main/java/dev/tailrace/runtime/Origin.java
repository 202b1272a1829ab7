package dev.tailrace.runtime;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.model.PortRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From one row back to the rows of the sources that made it.
 *
 * @param root the row that was asked for, or null if it has not come
 * @param notes what is to be known about the answer, such as that a file has changed since
 * @param problem why there is no answer, or null
 * @param rowsRead rows that sources gave while the row was looked for
 * @param replays how often single nodes ran again to find out which of their rows count
 */
public record Origin(@Nullable Step root, List<Problem> notes, @Nullable Problem problem, long rowsRead, long replays) {
    public Origin {
        notes = List.copyOf(notes);
    }

    /** There is no answer. */
    public static Origin failed(Problem problem) {
        return new Origin(null, List.of(), problem, 0, 0);
    }

    /** How sure it is that the rows of a step, and no others, made its row. */
    public enum Certainty {
        /** It is a row of a source. */
        SOURCE,
        /** The node keeps nothing from row to row: its row came of the one that it was taking. */
        EXACT,
        /** The node, run again on these rows alone, gives the row at the same moment; without any one of them it does not. */
        SMALLEST,
        /** As {@link #SMALLEST}, but time was short: some of the rows may not be needed. */
        ENOUGH,
        /** The node, run again, did not give the row; the rows are the one it was taking, and others may have counted. */
        AT_LEAST,
        /** There was no time left to look. */
        NOT_FOLLOWED
    }

    /**
     * One row on its way.
     *
     * @param from the output that it left
     * @param number of the row among all that left there, from 1
     * @param place where a source has read it, or null
     * @param candidates rows that had entered the node up to then
     * @param rows that made it, oldest first; no more than were followed
     * @param more how many further rows made it that are left out here
     */
    public record Step(
            PortRef from,
            long number,
            Schema schema,
            Row row,
            @Nullable Place place,
            Certainty certainty,
            long candidates,
            List<Step> rows,
            long more) {
        public Step {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Where a source has read a row.
     *
     * @param partition as the source calls it, such as a file
     * @param number of the row in the partition, from 1
     * @param offset at which the source read the rows around it, in its own words
     */
    public record Place(String partition, long number, String offset) {}
}
