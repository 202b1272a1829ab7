package dev.tailrace.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a join, taken apart: values of the two sides that are equal, conditions on one side, and others. A
 * name that both sides have is ambiguous, unless one side's names go first, as in a query within EXISTS.
 */
final class JoinCondition {
    /** Values that are equal. */
    record Equal(SqlNode left, SqlNode right) {}

    private final Drawing drawing;
    private final JoinSide left;
    private final JoinSide right;
    private final boolean rightFirst;
    private final List<Equal> equal = new ArrayList<>();
    private final List<SqlNode> ofLeft = new ArrayList<>();
    private final List<SqlNode> ofRight = new ArrayList<>();
    private final List<SqlNode> others = new ArrayList<>();

    JoinCondition(Drawing drawing, JoinSide left, JoinSide right) {
        this(drawing, left, right, false);
    }

    /** @param rightFirst whether names of the right side hide those of the left */
    JoinCondition(Drawing drawing, JoinSide left, JoinSide right, boolean rightFirst) {
        this.drawing = drawing;
        this.left = left;
        this.right = right;
        this.rightFirst = rightFirst;
    }

    void add(SqlNode condition) {
        Sides sides = sides(condition);
        if (condition.getKind() == SqlKind.EQUALS && sides.left && sides.right) {
            SqlNode first = ((SqlCall) condition).operand(0);
            SqlNode second = ((SqlCall) condition).operand(1);
            Sides ofFirst = sides(first);
            Sides ofSecond = sides(second);
            if (ofFirst.isOnly(true) && ofSecond.isOnly(false)) {
                equal.add(new Equal(first, second));
                return;
            }
            if (ofFirst.isOnly(false) && ofSecond.isOnly(true)) {
                equal.add(new Equal(second, first));
                return;
            }
        }
        if (sides.left && !sides.right) {
            ofLeft.add(condition);
        } else if (sides.right && !sides.left) {
            ofRight.add(condition);
        } else {
            others.add(condition);
        }
    }

    /** Whether no name of an expression is a column of the left side. */
    boolean isOfRight(SqlNode node) {
        return !sides(node).left;
    }

    /** A column that both sides have. */
    void addUsing(SqlIdentifier column) {
        equal.add(new Equal(column, column));
    }

    /** Values that the two sides share. */
    void addEqual(SqlNode ofTheLeft, SqlNode ofTheRight) {
        equal.add(new Equal(ofTheLeft, ofTheRight));
    }

    /** The drawn column that a name means, or null if it is none. */
    @Nullable
    String drawn(SqlIdentifier name) {
        Scope scope = (isOfLeft(name) ? left : right).scope();
        Column column = scope.find(name, drawing);
        return column == null ? null : column.drawn();
    }

    /** Whether nothing is asked of a pair. */
    boolean isEmpty() {
        return equal.isEmpty() && others.isEmpty() && ofLeft.isEmpty() && ofRight.isEmpty();
    }

    /** Whether every name of an expression is a column of one of the sides, and of one only. */
    boolean canTell(@Nullable SqlNode node) {
        if (node instanceof SqlIdentifier name) {
            return Expressions.isParameter(name) || isKnown(left.scope(), name) != isKnown(right.scope(), name);
        }
        if (node instanceof SqlNodeList list) {
            return list.stream().allMatch(this::canTell);
        }
        return !(node instanceof SqlCall call)
                || !node.isA(SqlKind.QUERY)
                        && node.getKind() != SqlKind.EXISTS
                        && call.getOperandList().stream().allMatch(this::canTell);
    }

    private boolean isKnown(Scope scope, SqlIdentifier name) {
        Column column = scope.find(name, drawing);
        return column == null ? scope.isField(name, drawing) : column.drawn() != null;
    }

    List<Equal> equal() {
        return equal;
    }

    /** Conditions that only the left side's columns decide. */
    List<SqlNode> ofLeft() {
        return ofLeft;
    }

    List<SqlNode> ofRight() {
        return ofRight;
    }

    /** Conditions that need both sides, or none. */
    List<SqlNode> others() {
        return others;
    }

    /** Of which sides an expression has columns. */
    private record Sides(boolean left, boolean right) {
        boolean isOnly(boolean ofLeft) {
            return left == ofLeft && right != ofLeft;
        }

        Sides and(Sides other) {
            return new Sides(left || other.left, right || other.right);
        }
    }

    private Sides sides(@Nullable SqlNode node) {
        Sides sides = new Sides(false, false);
        if (node instanceof SqlIdentifier name) {
            return Expressions.isParameter(name) ? sides : new Sides(isOfLeft(name), !isOfLeft(name));
        }
        if (node instanceof SqlNodeList list) {
            for (SqlNode member : list) {
                sides = sides.and(sides(member));
            }
        } else if (node instanceof SqlCall call && !node.isA(SqlKind.QUERY)) {
            for (SqlNode operand : call.getOperandList()) {
                sides = sides.and(sides(operand));
            }
        }
        return sides;
    }

    /** Whether the name is a column of the left side; it is one of the right otherwise. */
    boolean isOfLeft(SqlIdentifier name) {
        boolean ofTheLeft = isNamed(left.scope(), name);
        boolean ofTheRight = isNamed(right.scope(), name);
        if (!ofTheLeft && !ofTheRight) {
            List<Scope.Entry> entries = new ArrayList<>(left.scope().entries());
            entries.addAll(right.scope().entries());
            throw new Scope(left.scope().stream(), entries, null).unknown(name, drawing);
        }
        if (ofTheLeft && ofTheRight && !rightFirst) {
            throw drawing.refuse(name, "query.ambiguous-column", String.join(".", name.names));
        }
        return !ofTheRight;
    }

    private boolean isNamed(Scope scope, SqlIdentifier name) {
        return scope.find(name, drawing) != null || scope.isField(name, drawing);
    }
}
