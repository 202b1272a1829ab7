package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.jspecify.annotations.Nullable;

/** Joins of two tables of the FROM clause. */
final class Joins {
    private final Drawing drawing;
    private final From from;
    private final JoinDrawing joining;

    Joins(Drawing drawing, From from) {
        this.drawing = drawing;
        this.from = from;
        this.joining = new JoinDrawing(drawing);
    }

    Scope draw(SqlJoin join, Tables tables) {
        if (join.isNatural()) {
            throw drawing.refuse(join, "query.natural-join");
        }
        JoinSide left = joining.side(from.draw(join.getLeft(), tables), join.getLeft());
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
        Range place = place(join);
        return joining.draw(type(join), left, right, condition, place);
    }

    private Range place(SqlJoin join) {
        Range left = drawing.range(join.getLeft());
        SqlNode on = join.getCondition();
        return new Range(left.start(), drawing.range(on == null ? join.getRight() : on).end());
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
