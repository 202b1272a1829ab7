package dev.tailrace.query;

import dev.tailrace.language.Language;
import dev.tailrace.language.ParsedSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/** Scalar expressions of a query: what they name, what is in them, and how they read in a node's settings. */
final class Expressions {
    /** Functions that are written like columns; expressions know what is to be said of them. */
    private static final Set<String> CLOCKS =
            Set.of("CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "LOCALTIME", "LOCALTIMESTAMP");

    private final Drawing drawing;

    Expressions(Drawing drawing) {
        this.drawing = drawing;
    }

    /** Says what stands for a part of an expression in the drawing. */
    interface Resolver {
        /** The drawn column that has the value of the node, or null to look at its parts. */
        @Nullable
        String column(SqlNode node);
    }

    /** Names are columns of a scope; what needs more than one row is for others. */
    Resolver over(Scope scope) {
        return node -> {
            if (!(node instanceof SqlIdentifier name) || isParameter(name)) {
                refuseQueries(node);
                return null;
            }
            boolean isOther = scope.find(name, drawing) == null
                    && (scope.isField(name, drawing) || name.isSimple() && CLOCKS.contains(name.getSimple()));
            return isOther ? null : drawn(scope.column(name, drawing), name);
        };
    }

    /** The drawn column; a promised one cannot be computed with. */
    String drawn(Column column, SqlNode at) {
        String drawn = column.drawn();
        if (drawn == null) {
            String code = column.promise() == Column.Promise.PROCESSING_TIME
                    ? "query.processing-time"
                    : column.promise() == Column.Promise.ROW_NUMBER
                            ? "query.row-number-unbounded"
                            : "query.window-column";
            throw drawing.refuse(at, code, column.name());
        }
        return drawn;
    }

    private void refuseQueries(SqlNode node) {
        if (node.isA(SqlKind.QUERY) || node.getKind() == SqlKind.EXISTS) {
            throw drawing.refuse(node, "query.scalar-subquery");
        }
        if (node.getKind() == SqlKind.OVER) {
            throw drawing.refuse(node, "query.over-within");
        }
    }

    static boolean isParameter(SqlIdentifier name) {
        return name.isSimple() && ParsedSql.isParameter(name.getSimple());
    }

    /** The column that the node is, without computing; null if it computes. */
    static @Nullable String plain(SqlNode node, Resolver resolver) {
        return resolver.column(node);
    }

    /** The expression as it reads in a setting. */
    Fragment fragment(SqlNode node, Resolver resolver) {
        List<Fragment.Replacement> replacements = new ArrayList<>();
        replace(node, resolver, replacements);
        return Fragment.of(drawing.sql(), drawing.range(node), replacements);
    }

    private void replace(@Nullable SqlNode node, Resolver resolver, List<Fragment.Replacement> replacements) {
        if (node == null) {
            return;
        }
        boolean isValue = node instanceof SqlCall || node instanceof SqlIdentifier;
        String column = isValue ? resolver.column(node) : null;
        if (column != null) {
            boolean isSame = node instanceof SqlIdentifier name
                    && name.isSimple()
                    && name.getSimple().equals(column);
            if (!isSame) {
                replacements.add(new Fragment.Replacement(drawing.range(node), Language.quote(column)));
            }
        } else if (node instanceof SqlIdentifier name && name.names.size() > 1) {
            // Behind the column there are the fields of a row, which stay as they are.
            replace(name.getComponent(0, name.names.size() - 1), resolver, replacements);
        } else if (node instanceof SqlNodeList list) {
            list.forEach(member -> replace(member, resolver, replacements));
        } else if (node instanceof SqlCall call) {
            call.getOperandList().forEach(operand -> replace(operand, resolver, replacements));
        }
    }

    /** The operands of ANDs, from left to right; none for no condition. */
    static List<SqlNode> conjuncts(@Nullable SqlNode condition) {
        List<SqlNode> found = new ArrayList<>();
        if (condition != null) {
            split(condition, found);
        }
        return found;
    }

    private static void split(SqlNode condition, List<SqlNode> found) {
        if (condition.getKind() == SqlKind.AND) {
            ((SqlCall) condition).getOperandList().forEach(operand -> split(operand, found));
        } else {
            found.add(condition);
        }
    }

    /** Whether something in the expression is so, without looking into queries. */
    static boolean contains(@Nullable SqlNode node, Predicate<SqlNode> wanted) {
        if (node == null) {
            return false;
        }
        if (wanted.test(node)) {
            return true;
        }
        if (node.isA(SqlKind.QUERY)) {
            return false;
        }
        if (node instanceof SqlNodeList list) {
            return list.stream().anyMatch(member -> contains(member, wanted));
        }
        return node instanceof SqlCall call
                && call.getOperandList().stream().anyMatch(operand -> contains(operand, wanted));
    }

    static boolean same(SqlNode a, SqlNode b) {
        return a.equalsDeep(b, Litmus.IGNORE);
    }

    /** Without the AS around it. */
    static SqlNode bare(SqlNode item) {
        return item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
    }

    /** The name that AS gives, or null. */
    static @Nullable String alias(SqlNode item) {
        return item.getKind() == SqlKind.AS ? ((SqlIdentifier) ((SqlCall) item).operand(1)).getSimple() : null;
    }

    /** Whether it is a call of a function of that name. */
    static boolean isCall(SqlNode node, String function) {
        return node instanceof SqlBasicCall call && call.getOperator().getName().equalsIgnoreCase(function);
    }

    /** The whole number that a literal is, or null. */
    static @Nullable Long number(SqlNode node) {
        if (node instanceof SqlLiteral literal && literal.getTypeName().getFamily() != null) {
            try {
                return literal.bigDecimalValue() == null ? null : literal.longValue(true);
            } catch (RuntimeException | AssertionError notANumber) {
                return null;
            }
        }
        return null;
    }

    /** Whether it is the literal TRUE. */
    static boolean isTrue(SqlNode node) {
        return node instanceof SqlLiteral literal && Boolean.TRUE.equals(literal.getValue());
    }

    /** Conditions that all have to hold, as one text. */
    Fragment all(List<SqlNode> conditions, Resolver resolver) {
        return Fragment.all(conditions.stream()
                .map(condition -> {
                    Fragment fragment = fragment(condition, resolver);
                    boolean binds = conditions.size() == 1 || condition.getKind() != SqlKind.OR;
                    return binds ? fragment : fragment.enclosed();
                })
                .toList());
    }
}
