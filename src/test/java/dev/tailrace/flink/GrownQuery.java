package dev.tailrace.flink;

import static dev.tailrace.operator.flink.FlinkScript.quote;

import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.flink.FlinkSql.Statement;
import dev.tailrace.model.PortRef;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * An SQL query over {@link EdgeRows}, which the SQL query node is asked here, and Flink itself there.
 *
 * @param disorder of the event time {@code t} of each table but {@code plain}, which has none
 * @param tables rows by name
 * @param parts queries that are part of this one, the smallest first
 */
record GrownQuery(
        String name, String zone, String disorder, Map<String, List<Row>> tables, String text, List<String> parts) {
    static final String PLAIN = "plain";

    private static final String QUERY = "query";
    private static final String OUT = "out";

    GrownQuery {
        tables = new LinkedHashMap<>(tables);
        parts = List.copyOf(parts);
    }

    GrownQuery withText(String newText) {
        return new GrownQuery(name, zone, disorder, tables, newText, parts);
    }

    GrownQuery withRows(String table, List<Row> rows) {
        Map<String, List<Row>> others = new LinkedHashMap<>(tables);
        others.put(table, rows);
        return new GrownQuery(name, zone, disorder, others, text, parts);
    }

    /** The tables that the query reads. */
    private List<String> used() {
        return tables.keySet().stream().filter(text::contains).toList();
    }

    /** The tables, under their names. */
    private Drawing sources() {
        Drawing drawing = Drawing.named(name).zone(zone);
        used().forEach(table -> {
            List<Row> rows = Objects.requireNonNull(tables.get(table));
            if (table.equals(PLAIN)) {
                drawing.rows(table, EdgeRows.SCHEMA, rows);
            } else {
                drawing.rows(table + "_rows", EdgeRows.SCHEMA, rows)
                        .then(table, "event-time", "{\"column\": \"t\", \"disorder\": \"" + disorder + "\"}");
            }
        });
        return drawing;
    }

    Drawing drawing() {
        Drawing drawing = sources();
        List<Map<String, Object>> names = used().stream()
                .map(table -> PipelineGrower.settings("name", table))
                .toList();
        drawing.node(QUERY, "sql-query", GrownPipeline.json(PipelineGrower.settings("tables", names, QUERY, text)));
        used().forEach(table -> drawing.wire(table + ".out", QUERY + "." + table));
        return drawing.at(QUERY + ".out").collect(OUT);
    }

    static StreamType type(CheckedPipeline checked) {
        return Objects.requireNonNull(checked.stream(new PortRef(QUERY, OUT)));
    }

    /** The text as it is, over Flink's own tables. */
    FlinkSql forFlink(CheckedPipeline checked) {
        Drawing drawing = sources();
        used().forEach(table -> drawing.at(table + ".out").collect("all_" + table));
        FlinkSql sources = FlinkTranslation.of(drawing.check());
        List<Statement> definitions = new ArrayList<>(sources.definitions());
        String columns = type(checked).schema().fields().stream()
                .map(field -> quote(field.name()) + " "
                        + Field.of(field.name(), field.type()).typeText())
                .collect(Collectors.joining(", "));
        definitions.add(new Statement(
                "",
                "CREATE TABLE " + quote(OUT) + " (" + columns + ") WITH ('connector' = '" + FlinkRowsConnector.ID
                        + "')"));
        return new FlinkSql(
                sources.name(),
                sources.settings(),
                definitions,
                List.of(new Statement("", "INSERT INTO " + quote(OUT) + "\n" + text)),
                List.of());
    }

    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder(name + ", " + zone + ", disorder " + disorder + "\n  " + text);
        tables.forEach((table, rows) -> {
            lines.append("\n  ").append(table).append(": ").append(rows.size()).append(" rows");
            if (rows.size() <= 12 && text.contains(table)) {
                rows.forEach(row -> lines.append("\n    ").append(row));
            }
        });
        return lines.toString();
    }
}
