package dev.tailrace.flink;

import static dev.tailrace.operator.flink.FlinkScript.literal;
import static dev.tailrace.operator.flink.FlinkScript.quote;

import dev.tailrace.flink.FlinkSql.Statement;
import dev.tailrace.operator.flink.FlinkNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How statements are laid out. Names are given without quotes. */
final class SqlText {
    private static final int LINE_LENGTH = 100;
    private static final long MILLIS_PER_DAY = 86_400_000;

    private SqlText() {}

    /**
     * The column of a source's table that event time is read from.
     *
     * @param replaces the stream's column that it is, or null if it is carried beside the stream's columns
     * @param name in the table
     * @param sql that computes it from the physical columns, or null if it is one of them
     * @param watermark SQL over the table's columns
     */
    record TimeColumn(@Nullable String replaces, String name, @Nullable String sql, String watermark) {}

    static String view(String name, String query) {
        return "CREATE TEMPORARY VIEW " + quote(name) + " AS\n" + query;
    }

    /**
     * Writes a source's table and, where the stream's columns are not just the physical ones, a view of them.
     *
     * @param name of what the nodes below read
     */
    static void source(
            String name,
            String comment,
            FlinkNode.SourceTable table,
            @Nullable TimeColumn time,
            List<Statement> definitions) {
        boolean plain = table.where() == null
                && isPhysical(table)
                && (time == null || time.replaces() == null || time.sql() == null);
        String tableName = plain ? name : name + ":table";
        List<String> columns = new ArrayList<>();
        table.physical().forEach(column -> columns.add(quote(column.name()) + " " + column.type()));
        if (time != null) {
            if (time.sql() != null) {
                columns.add(quote(time.name()) + " AS " + time.sql());
            }
            columns.add("WATERMARK FOR " + quote(time.name()) + " AS " + time.watermark());
        }
        definitions.add(new Statement(comment, table(tableName, columns, table.options())));
        if (!plain) {
            List<String> select = new ArrayList<>();
            for (FlinkNode.Computed column : table.computed()) {
                String field = column.field().name();
                select.add(
                        time != null && field.equals(time.replaces())
                                ? item(quote(time.name()), field)
                                : item(column.sql(), field));
            }
            if (time != null && time.replaces() == null) {
                select.add(quote(time.name()));
            }
            definitions.add(new Statement("", view(name, query(select, tableName, table.where()))));
        }
    }

    static String sinkTable(String name, FlinkNode.SinkTable sink) {
        List<String> columns = new ArrayList<>();
        // Columns may be null whatever the stream says: Flink's check of NOT NULL columns would fail rows that we pass.
        sink.fields()
                .forEach(field -> columns.add(quote(field.name())
                        + " "
                        + (sink.primaryKey().contains(field.name()) ? field.type() + " NOT NULL" : field.type())));
        if (!sink.primaryKey().isEmpty()) {
            columns.add("PRIMARY KEY ("
                    + String.join(
                            ", ",
                            sink.primaryKey().stream().map(key -> quote(key)).toList())
                    + ") NOT ENFORCED");
        }
        return table(name, columns, sink.options());
    }

    /**
     * @param inputColumns of the input's stream
     * @param carried a further column of the input that is passed on, or null
     */
    static String select(FlinkNode.Select select, String input, List<String> inputColumns, @Nullable String carried) {
        List<FlinkNode.Computed> columns = select.columns();
        List<String> items = new ArrayList<>();
        int passed = columns.isEmpty() ? inputColumns.size() : passedOn(columns, inputColumns);
        if (passed == inputColumns.size()) {
            items.add("*");
        } else {
            passed = 0;
            if (carried != null) {
                items.add(quote(carried));
            }
        }
        for (FlinkNode.Computed column : columns.subList(Math.min(passed, columns.size()), columns.size())) {
            items.add(item(column.sql(), column.field().name()));
        }
        return query(items, input, select.condition());
    }

    static String query(List<String> items, String input, @Nullable String condition) {
        String line = String.join(", ", items);
        boolean fits = line.length() <= LINE_LENGTH && line.indexOf('\n') < 0;
        return (fits ? "SELECT " + line : "SELECT\n  " + String.join(",\n  ", items))
                + "\nFROM "
                + quote(input)
                + (condition == null ? "" : "\nWHERE " + inline(condition));
    }

    /** {@code sql AS name}, or the name alone where the column passes on. */
    static String item(String sql, String name) {
        return name.equals(ColumnSubstitution.passesOn(sql)) ? quote(name) : inline(sql) + " AS " + quote(name);
    }

    /** The text so that more can stand behind it: a comment at its end must not swallow that. */
    static String inline(String sql) {
        return sql.lastIndexOf("--") > sql.lastIndexOf('\n') ? sql + "\n" : sql;
    }

    /** A day-time interval: {@code INTERVAL '5.001' SECOND}, or days and a time of day where it is longer. */
    static String interval(long millis) {
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "INTERVAL '%d.%03d' SECOND", millis / 1000, millis % 1000);
        }
        long days = millis / MILLIS_PER_DAY;
        long ofDay = millis % MILLIS_PER_DAY;
        String text = String.format(
                Locale.ROOT,
                "%d %02d:%02d:%02d.%03d",
                days,
                ofDay / 3_600_000,
                ofDay / 60_000 % 60,
                ofDay / 1000 % 60,
                ofDay % 1000);
        // Two digits of days are the default.
        return "INTERVAL '" + text + "' DAY"
                + (days > 99 ? "(" + Long.toString(days).length() + ")" : "") + " TO SECOND";
    }

    private static String table(String name, List<String> columns, Map<String, String> options) {
        List<String> lines = options.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, String> option) ->
                                !option.getKey().equals("connector"))
                        .thenComparing(Map.Entry::getKey))
                .map(option -> literal(option.getKey()) + " = " + literal(option.getValue()))
                .toList();
        return "CREATE TEMPORARY TABLE "
                + quote(name)
                + " (\n  "
                + String.join(",\n  ", columns)
                + "\n) WITH (\n  "
                + String.join(",\n  ", lines)
                + "\n)";
    }

    private static boolean isPhysical(FlinkNode.SourceTable table) {
        List<String> names =
                table.physical().stream().map(FlinkNode.ColumnText::name).toList();
        return table.computed().size() == names.size() && passedOn(table.computed(), names) == names.size();
    }

    /** How many of the inputs stand unchanged at the beginning of the columns. */
    private static int passedOn(List<FlinkNode.Computed> columns, List<String> inputs) {
        int passed = 0;
        while (passed < Math.min(columns.size(), inputs.size())
                && columns.get(passed).field().name().equals(inputs.get(passed))
                && inputs.get(passed)
                        .equals(ColumnSubstitution.passesOn(columns.get(passed).sql()))) {
            passed++;
        }
        return passed;
    }
}
