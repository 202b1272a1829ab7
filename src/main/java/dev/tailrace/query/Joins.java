package dev.tailrace.query;

import dev.tailrace.language.ParsedSql.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSnapshot;

/** Joins of two tables of the FROM clause. */
final class Joins {
    private final Drawing drawing;
    private final From from;
    private final JoinDrawing joining;
    private final Snapshots snapshots;
    private final Unnesting unnesting;
    private final Laterals laterals;
    private final Shaping shaping;
    private final Expressions expressions;

    Joins(Drawing drawing, Queries queries, From from) {
        this.drawing = drawing;
        this.from = from;
        this.joining = new JoinDrawing(drawing);
        this.snapshots = new Snapshots(drawing, from, joining);
        this.unnesting = new Unnesting(drawing);
        this.laterals = new Laterals(drawing, queries, from, joining);
        this.shaping = new Shaping(drawing);
        this.expressions = new Expressions(drawing);
    }

    /** @param where conditions of WHERE; those that an inner join can decide are taken out */
    Scope draw(SqlJoin join, Tables tables, List<SqlNode> where) {
        if (join.isNatural()) {
            throw drawing.refuse(join, "query.natural-join");
        }
        String type = type(join);
        boolean isInner = type.equals("inner");
        List<SqlNode> offered = isInner ? where : new ArrayList<>();
        JoinSide left = joining.side(from.draw(join.getLeft(), tables, offered), join.getLeft());
        Unnesting.Call unnest = Unnesting.Call.of(join.getRight());
        if (unnest != null) {
            return unnested(join, type, left.scope(), unnest);
        }
        if (Laterals.query(join.getRight()) != null && join.getConditionType() != JoinConditionType.USING) {
            List<SqlNode> conditions = new ArrayList<>(Expressions.conjuncts(join.getCondition()));
            conditions.removeIf(Expressions::isTrue);
            return laterals.draw(type, left, join.getRight(), conditions, tables, place(join));
        }
        SqlSnapshot snapshot = Snapshots.of(join.getRight());
        if (snapshot != null) {
            List<SqlNode> conditions = join.getConditionType() == JoinConditionType.ON
                    ? Expressions.conjuncts(join.getCondition())
                    : List.of();
            return snapshots.draw(type, left, snapshot, join.getRight(), conditions, tables, place(join));
        }
        JoinSide right = joining.side(from.draw(join.getRight(), tables), join.getRight());
        JoinCondition condition = new JoinCondition(drawing, left, right);
        SqlNode on = join.getCondition();
        if (join.getConditionType() == JoinConditionType.ON && on != null) {
            Expressions.conjuncts(on).forEach(condition::add);
        } else if (join.getConditionType() == JoinConditionType.USING && on != null) {
            for (SqlNode name : (SqlNodeList) on) {
                condition.addUsing((SqlIdentifier) name);
            }
        }
        for (SqlNode offer : List.copyOf(offered)) {
            if (condition.canTell(offer)) {
                condition.add(offer);
                offered.remove(offer);
            }
        }
        return joining.draw(type, left, right, condition, place(join));
    }

    /** Elements meet the row that they are of, so that a condition is one on the rows that come out. */
    private Scope unnested(SqlJoin join, String type, Scope left, Unnesting.Call unnest) {
        boolean isOuter = type.equals("left");
        List<SqlNode> conditions = join.getConditionType() == JoinConditionType.ON
                ? Expressions.conjuncts(join.getCondition())
                : new ArrayList<>();
        conditions.removeIf(Expressions::isTrue);
        boolean isPlain = join.getConditionType() != JoinConditionType.USING && (conditions.isEmpty() || !isOuter);
        if (!isPlain || !(isOuter || type.equals("inner"))) {
            throw drawing.refuse(join.getRight(), "query.unnest-join");
        }
        Scope rows = unnesting.draw(left, unnest, isOuter, drawing.range(unnest.unnest()));
        return rows.with(shaping.filter(rows.stream(), conditions, expressions.over(rows), "elements"));
    }

    private Range place(SqlJoin join) {
        Range left = drawing.range(join.getLeft());
        SqlNode on = join.getCondition();
        return new Range(
                left.start(), drawing.range(on == null ? join.getRight() : on).end());
    }

    private String type(SqlJoin join) {
        JoinType type = join.getJoinType();
        return switch (type) {
            case COMMA, CROSS, INNER -> "inner";
            case LEFT, RIGHT, FULL -> type.name().toLowerCase(Locale.ROOT);
            default -> throw drawing.refuse(join, "query.not-offered", type.name());
        };
    }
}
