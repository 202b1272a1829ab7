package dev.tailrace.query;

import dev.tailrace.language.ParsedSql.Range;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.jspecify.annotations.Nullable;

/**
 * LATERAL with a query that names the rows before it: a join with what the query gives for each key that it shares with
 * them, maybe only the first rows of each.
 */
final class Laterals {
    private final Drawing drawing;
    private final Queries queries;
    private final From from;
    private final JoinDrawing joining;

    Laterals(Drawing drawing, Queries queries, From from, JoinDrawing joining) {
        this.drawing = drawing;
        this.queries = queries;
        this.from = from;
        this.joining = joining;
    }

    /** The query of a LATERAL, or null if a table is something else. */
    static @Nullable SqlNode query(SqlNode table) {
        SqlNode bare = Expressions.bare(table);
        SqlNode inner = bare.getKind() == SqlKind.LATERAL ? ((SqlCall) bare).operand(0) : null;
        return inner != null && inner.isA(SqlKind.QUERY) ? inner : null;
    }

    /** @param conditions of ON */
    Scope draw(String type, JoinSide left, SqlNode table, List<SqlNode> conditions, Tables tables, Range place) {
        SqlNode query = query(table);
        SqlOrderBy order = query instanceof SqlOrderBy ordered ? ordered : null;
        SqlNode body = order == null ? query : order.query;
        boolean isOfLeft = type.equals("inner") || type.equals("left");
        Correlation correlation =
                body == null || !isOfLeft ? null : Correlation.of(body, left.scope(), from, tables, drawing);
        if (correlation == null
                || Grouping.isGrouped(correlation.select())
                || correlation.select().isDistinct()) {
            throw drawing.refuse(table, "query.lateral");
        }
        String alias = Expressions.alias(table);
        String name = alias == null ? "lateral" : alias;
        int keys = correlation.keys().size();
        Relation rows = order == null
                ? queries.draw(correlation.alone(), tables, name)
                : new OrderBy(drawing, queries).each(order, correlation.alone(), keys, tables, name);
        List<Column> columns = renamed(table, rows.columns(), keys);
        JoinSide right = joining.side(Scope.of(alias, new Relation(rows.stream(), columns, rows.pending())), table);
        JoinCondition condition = new JoinCondition(drawing, left, right);
        int visible = columns.size() - keys;
        for (int i = 0; i < keys; i++) {
            condition.addEqual(
                    correlation.keys().get(i).left(),
                    new SqlIdentifier(columns.get(visible + i).name(), table.getParserPosition()));
        }
        conditions.forEach(condition::add);
        Scope joined = joining.draw(type, left, right, condition, place);
        List<Scope.Entry> entries = new ArrayList<>(joined.entries());
        Scope.Entry last = entries.remove(entries.size() - 1);
        entries.add(new Scope.Entry(last.alias(), last.columns().subList(0, visible)));
        return new Scope(joined.stream(), entries, joined.pending());
    }

    /** The columns with the names that AS gives; the keys behind them keep theirs. */
    private List<Column> renamed(SqlNode table, List<Column> columns, int keys) {
        int visible = columns.size() - keys;
        List<String> names = new ArrayList<>();
        if (table.getKind() == SqlKind.AS) {
            List<SqlNode> operands = ((SqlCall) table).getOperandList();
            operands.subList(2, operands.size()).forEach(name -> names.add(((SqlIdentifier) name).getSimple()));
        }
        if (!names.isEmpty() && names.size() != visible) {
            throw drawing.refuse(table, "query.column-list", names.size(), visible);
        }
        List<Column> renamed = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            boolean isNamed = i < visible && !names.isEmpty();
            renamed.add(isNamed ? column.renamed(names.get(i)) : column);
        }
        return renamed;
    }
}
