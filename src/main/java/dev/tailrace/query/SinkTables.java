package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Field;
import dev.tailrace.language.Language;
import dev.tailrace.language.ParsedSql.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.flink.sql.parser.dml.RichSqlInsert;

/** Declared tables as sinks of INSERT INTO, and the table that shows what a bare query gives. */
final class SinkTables {
    private final Drawing drawing;
    private final FileTables files;

    SinkTables(Drawing drawing) {
        this.drawing = drawing;
        this.files = new FileTables(drawing);
    }

    void insert(RichSqlInsert insert, Relation rows, TableDeclaration table) {
        List<Field> fields = files.fields(table);
        List<String> given = given(insert, table);
        Stream fitted = fitted(rows, given, fields, drawing.range(insert.getSource()), table.name());
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

    /** Rows that stand in the statement, with the table's names. */
    Relation values(RichSqlInsert insert, TableDeclaration table) {
        List<String> given = given(insert, table);
        ValuesDrawing values = new ValuesDrawing(drawing);
        SqlCall rows = (SqlCall) insert.getSource();
        return values.draw(rows, ValuesDrawing.width(rows) == given.size() ? given : List.of());
    }

    /** The columns that the rows give, in their order. */
    private List<String> given(RichSqlInsert insert, TableDeclaration table) {
        SqlNodeList named = insert.getTargetColumnList();
        List<Field> fields = files.fields(table);
        return named == null || named.isEmpty()
                ? fields.stream().map(Field::name).toList()
                : named(named, fields, table);
    }

    private List<String> named(SqlNodeList named, List<Field> fields, TableDeclaration table) {
        List<String> names = new ArrayList<>();
        for (SqlNode node : named) {
            String name = ((SqlIdentifier) node).getSimple();
            if (fields.stream().noneMatch(field -> field.name().equals(name))) {
                String all = fields.stream().map(Field::name).collect(Collectors.joining(", "));
                throw drawing.refuse(node, "query.unknown-column", name, all);
            }
            if (names.contains(name)) {
                throw drawing.refuse(node, "query.column-list-twice", name, table.name());
            }
            names.add(name);
        }
        return names;
    }

    /**
     * Columns are matched by their places, as in Flink: they get the table's names and types. Those of the table that the
     * statement does not name are NULL.
     *
     * @param given names of the table's columns that the rows give, in their order
     */
    private Stream fitted(Relation rows, List<String> given, List<Field> fields, Range place, String name) {
        List<Column> columns = rows.columns();
        if (columns.size() != given.size()) {
            throw drawing.refuse(place, "query.sink-columns", columns.size(), name, given.size());
        }
        boolean fits = true;
        ObjectNode settings = Drawing.settings();
        ArrayNode projected = settings.putArray("columns");
        for (Field wanted : fields) {
            int at = given.indexOf(wanted.name());
            String drawn = at < 0 ? null : String.valueOf(columns.get(at).drawn());
            String value = drawn == null ? "NULL" : Language.quote(drawn);
            Field known = drawn == null ? null : rows.stream().type().schema().field(drawn);
            boolean isSame = drawn != null && (known == null || known.type().equals(wanted.type()));
            fits &= isSame && wanted.name().equals(drawn);
            projected
                    .addObject()
                    .put("name", wanted.name())
                    .put("expression", isSame ? value : "CAST(" + value + " AS " + wanted.type() + ")");
        }
        return fits && given.equals(fields.stream().map(Field::name).toList())
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
