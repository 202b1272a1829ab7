package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Checked;
import dev.tailrace.language.Expression;
import dev.tailrace.language.Language;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;

/** Rows that stand in the query: VALUES, and SELECT without FROM, which is one row. */
final class ValuesDrawing {
    private static final String NULL = "NULL";

    private final Drawing drawing;
    private final Expressions expressions;

    ValuesDrawing(Drawing drawing) {
        this.drawing = drawing;
        this.expressions = new Expressions(drawing);
    }

    /** A table with an alias; a single column that has no name has that of the table. */
    Relation draw(SqlCall values, String alias, List<SqlNode> names) {
        int before = drawing.size();
        List<String> columns =
                names.stream().map(name -> ((SqlIdentifier) name).getSimple()).toList();
        Relation relation = draw(values, columns.isEmpty() && width(values) == 1 ? List.of(alias) : columns);
        drawing.name(relation.stream(), alias, before);
        return relation;
    }

    static int width(SqlCall values) {
        SqlNode row = values.operand(0);
        return row.getKind() == SqlKind.ROW ? ((SqlCall) row).operandCount() : 1;
    }

    /** @param names of the columns; empty for those that SQL gives */
    Relation draw(SqlCall values, List<String> names) {
        List<List<Fragment>> rows = new ArrayList<>();
        for (SqlNode row : values.getOperandList()) {
            List<SqlNode> cells = row.getKind() == SqlKind.ROW ? ((SqlCall) row).getOperandList() : List.of(row);
            rows.add(cells.stream().map(this::cell).toList());
            if (cells.size() != rows.get(0).size()) {
                throw drawing.refuse(
                        row, "query.values-columns", cells.size(), rows.get(0).size());
            }
        }
        int width = rows.get(0).size();
        if (!names.isEmpty() && names.size() != width) {
            throw drawing.refuse(values, "query.column-list", names.size(), width);
        }
        List<String> columns = new ArrayList<>(names);
        for (int i = columns.size(); i < width; i++) {
            columns.add("EXPR$" + i);
        }
        return draw(rows, columns, values);
    }

    /** @param items of a SELECT without FROM */
    Relation row(SqlSelect select, List<Item> items) {
        return draw(
                List.of(items.stream().map(item -> cell(item.node())).toList()),
                items.stream().map(Item::name).toList(),
                select);
    }

    /** A row for expressions that read none. */
    Relation one(SqlNode place) {
        ObjectNode settings = Drawing.settings();
        settings.putArray("columns").addObject().put("name", "one").put("type", DataType.INT.toString());
        settings.putArray("rows").addObject().put("values", "1");
        return Relation.of(drawing.add(new Part("inline-rows", "one row", settings, drawing.range(place))));
    }

    private Fragment cell(SqlNode node) {
        return expressions.fragment(node, expressions.over(Scope.NOTHING));
    }

    private Relation draw(List<List<Fragment>> rows, List<String> names, SqlNode place) {
        ObjectNode settings = Drawing.settings();
        ArrayNode columns = settings.putArray("columns");
        for (int i = 0; i < names.size(); i++) {
            int column = i;
            List<Fragment> cells = rows.stream().map(row -> row.get(column)).toList();
            columns.addObject()
                    .put("name", names.get(i))
                    .put("type", type(cells, names.get(i)).toString());
        }
        ArrayNode written = settings.putArray("rows");
        rows.forEach(row -> written.addObject()
                .put("values", row.stream().map(Fragment::text).collect(Collectors.joining(", "))));
        Stream stream = drawing.add(new Part("inline-rows", "rows", settings, drawing.range(place)));
        return Relation.of(stream);
    }

    /** The type that all cells of a column have in common, as in Flink: that of a choice between them. */
    private DataType type(List<Fragment> cells, String name) {
        Map<DataType, Fragment> types = new LinkedHashMap<>();
        for (Fragment cell : cells) {
            if (!cell.text().equalsIgnoreCase(NULL)) {
                types.putIfAbsent(checked(cell, cell.text()).type(), cell);
            }
        }
        if (types.isEmpty()) {
            throw drawing.refuse(cells.get(0).range(), "query.values-null", name);
        }
        List<Fragment> kinds = List.copyOf(types.values());
        String all = kinds.stream().map(Fragment::text).collect(Collectors.joining(", "));
        return checked(kinds.get(kinds.size() - 1), kinds.size() == 1 ? all : "COALESCE(" + all + ")")
                .type();
    }

    private Expression checked(Fragment cell, String text) {
        Checked checked = Language.check(text, Schema.EMPTY, drawing.environment());
        Expression expression = checked.expression();
        if (expression == null) {
            throw new Undrawable(checked.problems().stream()
                    .map(problem -> problem.at(
                            problem.span() == null || !text.equals(cell.text())
                                    ? drawing.sql().span(cell.range())
                                    : cell.origin(problem.span())))
                    .toList());
        }
        return expression;
    }
}
