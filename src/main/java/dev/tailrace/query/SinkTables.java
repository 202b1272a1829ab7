package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Field;
import dev.tailrace.language.Language;
import dev.tailrace.language.ParsedSql.Range;
import java.util.List;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.flink.sql.parser.dml.RichSqlInsert;
import org.jspecify.annotations.Nullable;

/** Declared tables as sinks of INSERT INTO, and the table that shows what a bare query gives. */
final class SinkTables {
    private final Drawing drawing;
    private final FileTables files;

    SinkTables(Drawing drawing) {
        this.drawing = drawing;
        this.files = new FileTables(drawing);
    }

    void insert(RichSqlInsert insert, Relation rows, TableDeclaration table) {
        SqlNodeList named = insert.getTargetColumnList();
        List<Field> fields = files.fields(table);
        if (named != null && !named.isEmpty()) {
            List<String> names = named.stream().map(Object::toString).toList();
            if (!names.equals(fields.stream().map(Field::name).toList())) {
                throw drawing.refuse(named, "query.column-list-order");
            }
        }
        Stream fitted = fitted(rows, fields, drawing.range(insert.getSource()), table.name());
        String connector = table.option("connector");
        switch (connector == null ? "" : connector) {
            case "filesystem" -> files.sink(table, fitted);
            case "blackhole" ->
                drawing.addSink(
                        new Part("discard", table.name(), Drawing.settings(), table.place()).reading("in", fitted));
            case "print" -> show(fitted, table.name(), table.place());
            default -> {
                drawing.note(
                        table.placeOf("connector"),
                        "query.stand-in-sink",
                        connector == null ? "" : connector,
                        table.name());
                show(fitted, table.name(), table.place());
            }
        }
    }

    /** Columns are matched by their places, as in Flink: they get the table's names and types. */
    private Stream fitted(Relation rows, List<Field> fields, Range place, String name) {
        List<Column> columns = rows.columns();
        if (columns.size() != fields.size()) {
            throw drawing.refuse(place, "query.sink-columns", columns.size(), name, fields.size());
        }
        boolean fits = true;
        ObjectNode settings = Drawing.settings();
        ArrayNode projected = settings.putArray("columns");
        for (int i = 0; i < fields.size(); i++) {
            String drawn = String.valueOf(columns.get(i).drawn());
            Field given = rows.stream().type().schema().field(drawn);
            Field wanted = fields.get(i);
            @Nullable
            String cast = given == null || given.type().equals(wanted.type())
                    ? null
                    : "CAST(" + Language.quote(drawn) + " AS " + wanted.type() + ")";
            fits &= cast == null && wanted.name().equals(drawn);
            projected
                    .addObject()
                    .put("name", wanted.name())
                    .put("expression", cast == null ? Language.quote(drawn) : cast);
        }
        return fits
                ? rows.stream()
                : drawing.add(new Part("project", "rows of " + name, settings, place).reading("in", rows.stream()));
    }

    void show(Stream rows, String name, Range place) {
        ObjectNode settings = Drawing.settings();
        if (rows.type().changes()) {
            settings.put("changes", "table");
        }
        drawing.addSink(new Part("table-sink", name, settings, place).reading("in", rows));
    }
}
