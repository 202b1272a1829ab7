package dev.tailrace.operator.join;

import static dev.tailrace.operator.flink.FlinkScript.quote;

import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Expression;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A join in Flink SQL: the sides under aliases, their columns under the names that they have in pairs, so that a condition
 * can be put in as it is. The aliases are {@code l} and {@code r}, or longer where a column is called so: {@code r.y} would
 * be the column of a side to Flink, not the field of a column.
 *
 * <p>Event-time columns are time attributes in Flink's plans, and what comes out of a join may have one of them at most;
 * so those that the output does not go by are cast to plain ones, before the join or behind it.
 */
public final class JoinSql {
    private final JoinShape shape;
    private final List<String> conditions = new ArrayList<>();
    private final Set<String> castBefore = new HashSet<>();
    private final Set<String> castBehind = new HashSet<>();
    private final String left;
    private final String right;
    private @Nullable String versions;
    private String hint = "";

    public JoinSql(JoinShape shape, FlinkScript script) {
        this.shape = shape;
        this.left = script.views(JoinShape.LEFT).get(0);
        this.right = script.views(JoinShape.RIGHT).get(0);
        for (ColumnPair columns : shape.settings().on()) {
            conditions.add(column(true, columns.left()) + " = " + column(false, columns.right()));
        }
        Expression condition = shape.condition();
        if (condition != null) {
            // The line ends before the bracket so that a comment at the end of the text does not swallow it.
            conditions.add("(" + condition.sql() + "\n)");
        }
    }

    /** Why Flink cannot do with rows or pairs that fail what a drawing says, or null: it stops at the first one. */
    public static FlinkNode.@Nullable Refused ofFailing(Placement<?> placement, JoinShape shape, ErrorPolicy policy) {
        if (placement.isWired("error")) {
            return new FlinkNode.Refused(Problem.error("operators.flink-error-port"), "error");
        }
        Expression condition = shape.condition();
        Problem refusal = condition == null ? null : policy.flinkRefusal(List.of(condition));
        return refusal == null ? null : new FlinkNode.Refused(refusal, "onError");
    }

    /**
     * Why Flink cannot give the same, or null. It finds the partners of a semi or anti join's left row by the values that
     * the condition reads of it, taken as equal only where they are not NULL, so that {@code r.a OR l.b} is lost where
     * {@code l.b} is NULL.
     */
    public static @Nullable Problem refusal(JoinShape shape) {
        Expression condition = shape.condition();
        if (condition == null || !shape.type().givesLeftOnly()) {
            return null;
        }
        String nullable = condition.columns().stream()
                .filter(column -> column < shape.side(true).size())
                .mapToObj(shape.pairs()::field)
                .filter(Field::nullable)
                .map(Field::name)
                .collect(Collectors.joining(", "));
        return nullable.isEmpty() ? null : Problem.error("operators.join.flink-null", nullable);
    }

    private String alias(boolean ofLeft) {
        String alias = ofLeft ? "l" : "r";
        while (isColumn(alias)) {
            alias += "_";
        }
        return alias;
    }

    private boolean isColumn(String name) {
        return Stream.of(true, false).anyMatch(ofLeft -> shape.side(ofLeft).fields().stream()
                .anyMatch(field -> shape.name(ofLeft, field.name()).equals(name)));
    }

    /** A column of a side as it can be written in the condition. */
    public String column(boolean ofLeft, String name) {
        return quote(alias(ofLeft)) + "." + quote(shape.name(ofLeft, name));
    }

    /** Adds what must hold besides key and condition. */
    public JoinSql and(String condition) {
        conditions.add(condition);
        return this;
    }

    /** A column that the right table has besides those of the right side must be TRUE. */
    public JoinSql andOfRight(String column) {
        return and(quote(alias(false)) + "." + quote(column));
    }

    /** The side's event time, if it has one, is no time attribute in the join any more. */
    public JoinSql castBefore(boolean ofLeft) {
        String time = shape.stream(ofLeft).eventTime();
        if (time != null) {
            castBefore.add(shape.name(ofLeft, time));
        }
        return this;
    }

    /** The side's event time, if it has one, is no time attribute behind the join any more. */
    public JoinSql castBehind(boolean ofLeft) {
        String time = shape.stream(ofLeft).eventTime();
        if (time != null) {
            castBehind.add(shape.name(ofLeft, time));
        }
        return this;
    }

    /**
     * The right side is what a table was at the left side's event time.
     *
     * @param table quoted, with the right columns under their names in pairs
     */
    public JoinSql asOfLeftTime(String table) {
        String time = Objects.requireNonNull(shape.stream(true).eventTime());
        versions = table + " FOR SYSTEM_TIME AS OF " + column(true, time) + " AS " + quote(alias(false));
        return this;
    }

    /** Flink forgets rows of either side that have not been written for so long; not of semi and anti joins. */
    public JoinSql forgettingAfter(Duration ttl) {
        String millis = "'" + ttl.toMillis() + "ms'";
        hint = "/*+ STATE_TTL('" + alias(true) + "' = " + millis + ", '" + alias(false) + "' = " + millis + ") */ ";
        return this;
    }

    /** The whole query. */
    public String query() {
        String on = String.join("\n  AND ", conditions);
        JoinType type = shape.type();
        if (type.givesLeftOnly()) {
            String exists = (type == JoinType.ANTI ? "NOT " : "") + "EXISTS (";
            return "SELECT " + columns(true) + "\nFROM " + source(true) + "\nWHERE " + exists + "\n  SELECT 1 FROM "
                    + source(false) + "\n  WHERE " + on + "\n)";
        }
        return "SELECT " + hint + columns(true) + ", " + columns(false) + "\nFROM " + source(true) + "\n" + type.sql()
                + " " + source(false) + "\n  ON " + on;
    }

    private String columns(boolean ofLeft) {
        return shape.side(ofLeft).fields().stream()
                .map(field -> item(ofLeft, field))
                .collect(Collectors.joining(", "));
    }

    private String item(boolean ofLeft, Field field) {
        String name = shape.name(ofLeft, field.name());
        String column = column(ofLeft, field.name());
        return castBehind.contains(name) ? "CAST(" + column + " AS " + field.type() + ") AS " + quote(name) : column;
    }

    /** A side with its alias: its view, or a query over it where columns have other names or types. */
    private String source(boolean ofLeft) {
        String table = versions;
        if (!ofLeft && table != null) {
            return table;
        }
        Schema side = shape.side(ofLeft);
        String view = ofLeft ? left : right;
        String alias = quote(alias(ofLeft));
        boolean same = side.fields().stream().allMatch(field -> {
            String name = shape.name(ofLeft, field.name());
            return name.equals(field.name()) && !castBefore.contains(name);
        });
        if (same) {
            return view + " AS " + alias;
        }
        return "(SELECT " + renamed(ofLeft) + " FROM " + view + ") AS " + alias;
    }

    /** The columns of a side under their names in pairs, as a query over its view selects them. */
    public String renamed(boolean ofLeft) {
        return shape.side(ofLeft).fields().stream()
                .map(field -> renamed(field, shape.name(ofLeft, field.name())))
                .collect(Collectors.joining(", "));
    }

    private String renamed(Field field, String name) {
        String column = quote(field.name());
        if (castBefore.contains(name)) {
            return "CAST(" + column + " AS " + field.type() + ") AS " + quote(name);
        }
        return name.equals(field.name()) ? column : column + " AS " + quote(name);
    }
}
