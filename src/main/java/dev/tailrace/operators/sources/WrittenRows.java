package dev.tailrace.operators.sources;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Checked;
import dev.tailrace.language.Expression;
import dev.tailrace.language.ParsedSql.Range;
import dev.tailrace.language.ValueList;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.Placement;
import dev.tailrace.operators.sources.InlineRows.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the settings, understood.
 *
 * @param cells of each row, of the types of the columns; only without problems
 */
record WrittenRows(List<List<Expression>> cells, List<Problem> problems) {
    static WrittenRows of(Placement<InlineRows.Settings> placement) {
        InlineRows.Settings settings = placement.settings();
        List<Problem> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (settings.columns().isEmpty()) {
            problems.add(Problem.error("operators.inline-rows.no-columns").in("columns"));
        }
        if (settings.rows().isEmpty()) {
            problems.add(Problem.error("operators.inline-rows.no-rows").in("rows"));
        }
        for (int i = 0; i < settings.columns().size(); i++) {
            Problem taken = ColumnNames.take(settings.columns().get(i).name(), names, "columns[" + i + "].name");
            if (taken != null) {
                problems.add(taken);
            }
        }
        List<List<Expression>> rows = new ArrayList<>();
        for (int i = 0; i < settings.rows().size(); i++) {
            List<Problem> ofRow = new ArrayList<>();
            rows.add(row(placement, settings.rows().get(i).values(), ofRow));
            for (Problem problem : ofRow) {
                problems.add(problem.in("rows[" + i + "].values"));
            }
        }
        return new WrittenRows(rows, problems);
    }

    private static List<Expression> row(Placement<InlineRows.Settings> placement, String text, List<Problem> problems) {
        List<Column> columns = placement.settings().columns();
        List<Range> ranges = ValueList.of(text);
        if (ranges.size() != columns.size()) {
            problems.add(Problem.error("operators.inline-rows.count", ranges.size(), columns.size()));
            return List.of();
        }
        List<Expression> cells = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
            Expression cell = cell(placement, text, ranges.get(i), columns.get(i), problems);
            if (cell != null) {
                cells.add(cell);
            }
        }
        return cells;
    }

    private static @Nullable Expression cell(
            Placement<?> placement, String text, Range range, Column column, List<Problem> problems) {
        String value = text.substring(range.start(), range.end());
        if (!value.equalsIgnoreCase("NULL")) {
            // Blanks in the place of the others, so that places within the value are places within the row.
            String alone = text.substring(0, range.start()).replaceAll("[^\n]", " ") + value;
            Checked checked = placement.check(alone, Schema.EMPTY);
            Expression expression = checked.expression();
            if (expression == null) {
                problems.addAll(checked.problems());
                return null;
            }
            if (!fits(expression.type(), column.type())) {
                problems.add(Problem.error(
                        "operators.inline-rows.type", value, expression.type(), column.name(), column.type()));
                return null;
            }
        }
        // The line ends before the bracket so that a comment at the end does not swallow it.
        Checked cast = placement.check("CAST(" + value + "\n AS " + column.type() + ")", Schema.EMPTY);
        Expression expression = cast.expression();
        if (expression == null) {
            problems.add(Problem.error("operators.inline-rows.column-type", column.name(), column.type()));
        }
        return expression;
    }

    private static boolean fits(DataType value, DataType column) {
        return value.kind() == column.kind()
                || value.kind().isNumeric() && column.kind().isNumeric();
    }
}
