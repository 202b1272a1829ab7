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
     */
    record Views(Map<String, String> queries) implements FlinkNode {
        public Views {
            queries = Map.copyOf(queries);
        }

        public static Views of(String port, String query) {
            return new Views(Map.of(port, query));
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

    /** A column of the stream and the SQL that gives it from the physical columns. */
    record Computed(Field field, String sql) {}

    /**
     * Event time: a column of the input and how far rows may be out of order.
     *
     * @param boundMillis the watermark is the greatest time so far minus this minus 1 ms, as in Flink's
     *     {@code BoundedOutOfOrdernessWatermarks}
     */
    record EventTime(String column, long boundMillis) implements FlinkNode {}

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
