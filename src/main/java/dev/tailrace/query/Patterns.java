package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.language.ParsedSql.Range;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** MATCH_RECOGNIZE: rows that follow one another as a pattern says. */
final class Patterns {
    private final Drawing drawing;
    private final From from;
    private final Shaping shaping;
    private final Pendings pendings;

    Patterns(Drawing drawing, From from) {
        this.drawing = drawing;
        this.from = from;
        this.shaping = new Shaping(drawing);
        this.pendings = new Pendings(drawing);
    }

    Scope draw(SqlMatchRecognize match, @Nullable String alias, Tables tables) {
        Scope scope = pendings.settle(from.draw(match.getTableRef(), tables));
        Range place = drawing.range(match.getPattern());
        Relation table = new Relation(scope.stream(), scope.columns(), null);
        // Conditions name columns behind variables, so these have to be called in the drawing as in SQL.
        Relation rows = table.hasDrawnNames()
                ? table
                : shaping.named(table, List.of(), drawing.range(match.getTableRef()), "rows");
        Scope columns = Scope.of(null, rows);
        ObjectNode settings = Drawing.settings();
        ArrayNode keys = settings.putArray("keys");
        for (SqlNode key : match.getPartitionList()) {
            keys.add(column(key, columns));
        }
        order(match, columns, settings);
        settings.put("pattern", drawing.text(match.getPattern()));
        if (match.getStrictStart().booleanValue() || match.getStrictEnd().booleanValue()) {
            throw drawing.refuse(match.getPattern(), "query.not-offered", "^ and $");
        }
        boolean allRows = match.getRowsPerMatch() != null
                && match.getRowsPerMatch().getValue() == SqlMatchRecognize.RowsPerMatchOption.ALL_ROWS;
        if (allRows) {
            throw drawing.refuse(match.getRowsPerMatch(), "query.not-offered", "ALL ROWS PER MATCH");
        }
        if (!match.getSubsetList().isEmpty()) {
            throw drawing.refuse(match.getSubsetList(), "query.not-offered", "SUBSET");
        }
        Part part = new Part("match-pattern", "pattern", settings, place).reading("in", rows.stream());
        texts(match, settings, part);
        afterMatch(match, settings);
        SqlLiteral within = match.getInterval();
        if (within != null) {
            String length = Intervals.text(within);
            if (length == null) {
                throw drawing.refuse(within, "query.window-length");
            }
            settings.put("within", length);
        }
        Stream stream = drawing.add(part);
        return Scope.of(alias, Relation.of(stream));
    }

    private String column(SqlNode node, Scope scope) {
        if (!(node instanceof SqlIdentifier name)) {
            throw drawing.refuse(node, "query.key-column");
        }
        return new Expressions(drawing).drawn(scope.column(name, drawing), name);
    }

    private void order(SqlMatchRecognize match, Scope scope, ObjectNode settings) {
        ArrayNode thenBy = settings.putArray("thenBy");
        boolean isFirst = true;
        for (SqlNode node : match.getOrderList()) {
            boolean descending = node.getKind() == SqlKind.DESCENDING;
            String column = column(descending ? ((SqlCall) node).operand(0) : node, scope);
            if (isFirst) {
                if (descending || !column.equals(scope.stream().type().eventTime())) {
                    throw drawing.refuse(node, "query.pattern-order");
                }
                isFirst = false;
            } else {
                thenBy.addObject().put("column", column).put("direction", descending ? "descending" : "ascending");
            }
        }
        if (isFirst) {
            throw drawing.refuse(match.getPattern(), "query.pattern-order");
        }
    }

    private void texts(SqlMatchRecognize match, ObjectNode settings, Part part) {
        Expressions expressions = new Expressions(drawing);
        ArrayNode define = settings.putArray("define");
        for (SqlNode node : match.getPatternDefList()) {
            Fragment condition = expressions.fragment(Expressions.bare(node), any -> null);
            part.with("define[" + define.size() + "].condition", condition);
            define.addObject()
                    .put("variable", String.valueOf(Expressions.alias(node)))
                    .put("condition", condition.text());
        }
        ArrayNode measures = settings.putArray("measures");
        for (SqlNode node : match.getMeasureList()) {
            Fragment measure = expressions.fragment(Expressions.bare(node), any -> null);
            part.with("measures[" + measures.size() + "].expression", measure);
            measures.addObject()
                    .put("name", String.valueOf(Expressions.alias(node)))
                    .put("expression", measure.text());
        }
    }

    private void afterMatch(SqlMatchRecognize match, ObjectNode settings) {
        SqlNode after = match.getAfter();
        if (after == null) {
            return;
        }
        if (after instanceof SqlLiteral literal && literal.getValue() instanceof SqlMatchRecognize.AfterOption option) {
            settings.put(
                    "afterMatch",
                    option == SqlMatchRecognize.AfterOption.SKIP_TO_NEXT_ROW ? "to-next-row" : "past-last-row");
        } else if (after instanceof SqlCall call && call.operand(0) instanceof SqlIdentifier variable) {
            String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
            settings.put("afterMatch", name.contains("FIRST") ? "to-first" : "to-last");
            settings.put("skipTo", variable.getSimple());
        } else {
            throw drawing.refuse(after, "query.not-offered", drawing.text(after));
        }
    }
}
