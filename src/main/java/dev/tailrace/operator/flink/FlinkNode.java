package dev.tailrace.operator.flink;

import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node said in Flink SQL. */
public sealed interface FlinkNode {
    /**
     * A view per output port over the views of the inputs.
     *
     * @param queries SELECT statements by output port name
     * @param before what the node has for itself alone, in the order in which it is defined
     */
    record Views(Map<String, String> queries, List<Definition> before) implements FlinkNode {
        public Views {
            queries = Map.copyOf(queries);
            before = List.copyOf(before);
        }

        public Views(Map<String, String> queries) {
            this(queries, List.of());
        }

        public static Views of(String port, String query) {
            return new Views(Map.of(port, query));
        }
    }

    /** A table or view of a node that no wire leads to; its name begins with the node's id and a colon. */
    sealed interface Definition {
        String name();
    }

    /**
     * A table that a node reads by itself.
     *
     * @param time a column that is put behind those of the table as its event time, never out of order; or null
     */
    record SideTable(String name, SourceTable table, @Nullable Computed time) implements Definition {}

    /** A view that a node needs under a name. */
    record SideView(String name, String query) implements Definition {}

    /**
     * Row by row over the only wire of the port {@code in}: what filters, routes and computes columns. Said apart from
     * {@link Views} because event time below such a node can still be folded into the source's table.
     *
     * @param selects by output port name
     */
    record RowByRow(Map<String, Select> selects) implements FlinkNode {
        public RowByRow {
            selects = Map.copyOf(selects);
        }

        /** All columns of the rows for which the condition is TRUE, on port {@code out}. */
        public static RowByRow where(String condition) {
            return new RowByRow(Map.of("out", new Select(List.of(), condition)));
        }

        /** A row of these columns for every row, on port {@code out}. */
        public static RowByRow select(List<Computed> columns) {
            return new RowByRow(Map.of("out", new Select(columns, null)));
        }
    }

    /**
     * Columns over the input's columns, and which rows pass.
     *
     * @param columns in the order of the output schema; empty if all input columns pass unchanged
     * @param condition SQL that must be TRUE for a row to pass, or null if all do
     */
    record Select(List<Computed> columns, @Nullable String condition) {
        public Select {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A table that is read. Computed columns and the watermark of event-time nodes below are folded into it.
     *
     * @param physical columns as the format decodes them, with their Flink types as text
     * @param computed the stream's columns over the physical ones; a column that is itself physical is passed on by name
     * @param options of the WITH clause
     * @param where condition over the physical columns that rows of the stream fulfil, such as not being a header, or
     *     null for all; what it drops has event times long before any other
     */
    record SourceTable(
            List<ColumnText> physical, List<Computed> computed, Map<String, String> options, @Nullable String where)
            implements FlinkNode {
        public SourceTable {
            physical = List.copyOf(physical);
            computed = List.copyOf(computed);
        }

        public SourceTable(List<ColumnText> physical, List<Computed> computed, Map<String, String> options) {
            this(physical, computed, options, null);
        }
    }

    /** A column of a table as Flink SQL declares it. */
    record ColumnText(String name, String type) {}

    /** A column of a stream and the SQL that gives it: over the physical columns of a table, or an input's columns. */
    record Computed(Field field, String sql) {}

    /**
     * Event time: a column of the input and how far rows may be out of order.
     *
     * @param boundMillis the watermark is the greatest time so far minus this minus 1 ms, as in Flink's
     *     {@code BoundedOutOfOrdernessWatermarks}
     * @param skipsNulls whether rows without a time are left out; otherwise they fail the run
     */
    record EventTime(String column, long boundMillis, boolean skipsNulls) implements FlinkNode {
        public EventTime(String column, long boundMillis) {
            this(column, boundMillis, false);
        }
    }

    /**
     * A table that is written.
     *
     * @param options of the WITH clause
     * @param primaryKey columns of an upsert, or empty
     */
    record SinkTable(String query, List<Field> fields, List<String> primaryKey, Map<String, String> options)
            implements FlinkNode {
        public SinkTable {
            fields = List.copyOf(fields);
            primaryKey = List.copyOf(primaryKey);
        }
    }

    /** Flink cannot give the same answers, with the reason. */
    record Refused(Problem reason, @Nullable String port) implements FlinkNode {}
}
