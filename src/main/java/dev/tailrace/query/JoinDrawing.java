package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Schema;
import dev.tailrace.language.ParsedSql.Range;
import dev.tailrace.operator.DurationText;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.WindowColumns;
import dev.tailrace.query.Expressions.Resolver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Draws a join: its sides with clean columns, what is computed for its keys, and the operator that fits. */
final class JoinDrawing {
    private static final String JOIN = "join";
    private static final String WINDOW_JOIN = "window-join";
    private static final String INTERVAL_JOIN = "interval-join";
    private static final String EVERY_PAIR = "TRUE";

    private final Drawing drawing;
    private final Shaping shaping;
    private final Expressions expressions;
    private final Pendings pendings;

    JoinDrawing(Drawing drawing) {
        this.drawing = drawing;
        this.shaping = new Shaping(drawing);
        this.expressions = new Expressions(drawing);
        this.pendings = new Pendings(drawing);
    }

    /** A table as a side: what it promised is drawn, and columns that nobody can name are left out. */
    JoinSide side(Scope scope, SqlNode table) {
        Scope settled = pendings.settle(scope);
        String alias = settled.entries().get(0).alias();
        String name = alias == null ? "side" : alias;
        if (settled.entries().size() > 1) {
            return new JoinSide(settled, name, table);
        }
        Relation relation = new Relation(settled.stream(), settled.columns(), null);
        Relation clean =
                relation.hasDrawnNames() ? relation : shaping.named(relation, List.of(), drawing.range(table), name);
        return new JoinSide(
                new Scope(clean.stream(), List.of(new Scope.Entry(alias, clean.columns())), null), name, table);
    }

    /**
     * @param type of the join, as its setting says it
     * @param place in the SQL
     */
    Scope draw(String type, JoinSide left, JoinSide right, JoinCondition condition, Range place) {
        return draw(null, type, left, right, condition, place);
    }

    /** @param operator that joins, or null for the one that fits */
    Scope draw(
            @Nullable String operator,
            String type,
            JoinSide left,
            JoinSide right,
            JoinCondition condition,
            Range place) {
        boolean isInner = type.equals("inner");
        Scope leftScope = left.scope();
        Scope rightScope = right.scope();
        List<SqlNode> rest = new ArrayList<>(condition.others());
        // What only one side decides is decided before it is kept: not where that side's rows come out without a match.
        if (isInner || type.equals("right") || type.equals("semi")) {
            leftScope = filtered(leftScope, condition.ofLeft(), left.name());
        } else {
            rest.addAll(condition.ofLeft());
        }
        if (isInner || type.equals("left") || type.equals("semi") || type.equals("anti")) {
            rightScope = filtered(rightScope, condition.ofRight(), right.name());
        } else {
            rest.addAll(condition.ofRight());
        }
        Shaping.Computed leftKeys = keys(leftScope, condition, true);
        Shaping.Computed rightKeys = keys(rightScope, condition, false);
        JoinSide joinedLeft = left.with(leftKeys.scope());
        JoinSide joinedRight = right.with(rightKeys.scope());
        ObjectNode settings = Drawing.settings().put("type", type);
        String fitting = operator;
        if (fitting == null && isInWindows(joinedLeft, joinedRight, leftKeys.columns(), rightKeys.columns())) {
            fitting = WINDOW_JOIN;
        }
        if (fitting == null) {
            JoinBounds bounds = bounds(type, joinedLeft, joinedRight, condition, rest);
            if (bounds != null) {
                fitting = INTERVAL_JOIN;
                rest = bounds.rest();
                settings.put("lower", DurationText.format(Duration.ofMillis(bounds.lowerMillis())));
                settings.put("upper", DurationText.format(Duration.ofMillis(bounds.upperMillis())));
            }
        }
        boolean inWindows = WINDOW_JOIN.equals(fitting);
        ArrayNode on = settings.putArray("on");
        for (int i = 0; i < leftKeys.columns().size(); i++) {
            String key = leftKeys.columns().get(i);
            if (!inWindows
                    || !isBound(joinedLeft, key)
                    || !isBound(joinedRight, rightKeys.columns().get(i))) {
                on.addObject().put("left", key).put("right", rightKeys.columns().get(i));
            }
        }
        if (fitting == null && on.isEmpty() && rest.isEmpty()) {
            settings.put("condition", EVERY_PAIR);
        }
        Part part = new Part(fitting == null ? JOIN : fitting, left.name() + " + " + right.name(), settings, place)
                .reading("left", joinedLeft.scope().stream())
                .reading("right", joinedRight.scope().stream());
        return joined(part, isOfLeftOnly(type), joinedLeft, joinedRight, condition, rest);
    }

    /**
     * Rows with the columns of a table of one row behind their own, or with NULL there as long as it has none.
     *
     * @param one has no column of a name that the rows have
     */
    Scope beside(Scope rows, Stream one, Range place) {
        ObjectNode settings = Drawing.settings().put("type", "left").put("condition", EVERY_PAIR);
        new Prefixes("", "").write(settings);
        String name = String.join(", ", one.type().schema().names());
        Stream stream = drawing.add(new Part(JOIN, "with " + name, settings, place)
                .reading("left", rows.stream())
                .reading("right", one));
        return new Scope(stream, rows.entries(), null);
    }

    /** A join with a table that is looked up, which is no input. */
    Scope looked(
            ObjectNode settings,
            JoinSide left,
            JoinSide right,
            JoinCondition condition,
            List<SqlNode> rest,
            Range place) {
        Part part = new Part("lookup-join", left.name() + " + " + right.name(), settings, place)
                .reading("in", left.scope().stream());
        return joined(part, false, left, right, condition, rest);
    }

    private static @Nullable JoinBounds bounds(
            String type, JoinSide left, JoinSide right, JoinCondition condition, List<SqlNode> rest) {
        StreamType ofLeft = left.scope().stream().type();
        StreamType ofRight = right.scope().stream().type();
        boolean canBe = !isOfLeftOnly(type)
                && !condition.equal().isEmpty()
                && ofLeft.eventTime() != null
                && ofRight.eventTime() != null
                && !ofLeft.changes()
                && !ofRight.changes();
        return canBe ? JoinBounds.of(rest, condition, left, right) : null;
    }

    private Scope filtered(Scope scope, List<SqlNode> conditions, String name) {
        return scope.with(shaping.filter(scope.stream(), conditions, expressions.over(scope), name));
    }

    private Shaping.Computed keys(Scope scope, JoinCondition condition, boolean ofLeft) {
        List<SqlNode> nodes = condition.equal().stream()
                .map(pair -> ofLeft ? pair.left() : pair.right())
                .toList();
        return shaping.compute(
                scope, nodes, nodes.stream().map(node -> "join_key").toList());
    }

    private Scope joined(
            Part part,
            boolean isOfLeftOnly,
            JoinSide left,
            JoinSide right,
            JoinCondition condition,
            List<SqlNode> rest) {
        boolean asks = !rest.isEmpty() || part.settings().has("condition");
        Prefixes prefixes = Prefixes.of(left, right, isOfLeftOnly && !asks);
        prefixes.write(part.settings());
        if (!rest.isEmpty()) {
            Fragment text = expressions.all(rest, resolver(left, right, condition, prefixes));
            part.settings().put("condition", text.text());
            part.with("condition", text);
        }
        Stream stream = drawing.add(part);
        List<Scope.Entry> entries = new ArrayList<>(prefixed(left, prefixes.left()));
        if (!isOfLeftOnly) {
            entries.addAll(prefixed(right, prefixes.right()));
        }
        return new Scope(stream, entries, null);
    }

    /** Whether rows belong together only within a window, which can be forgotten then. */
    private static boolean isInWindows(JoinSide left, JoinSide right, List<String> leftKeys, List<String> rightKeys) {
        WindowColumns ofLeft = left.scope().stream().type().windows();
        WindowColumns ofRight = right.scope().stream().type().windows();
        if (ofLeft == null || ofRight == null) {
            return false;
        }
        int start = leftKeys.indexOf(ofLeft.start());
        int end = leftKeys.indexOf(ofLeft.end());
        return start >= 0
                && end >= 0
                && rightKeys.get(start).equals(ofRight.start())
                && rightKeys.get(end).equals(ofRight.end())
                && !left.scope().stream().type().changes()
                && !right.scope().stream().type().changes();
    }

    private static boolean isBound(JoinSide side, String column) {
        WindowColumns windows = side.scope().stream().type().windows();
        return windows != null && (column.equals(windows.start()) || column.equals(windows.end()));
    }

    private static boolean isOfLeftOnly(String type) {
        return type.equals("semi") || type.equals("anti");
    }

    private Resolver resolver(JoinSide left, JoinSide right, JoinCondition condition, Prefixes prefixes) {
        return node -> {
            if (!(node instanceof SqlIdentifier name) || Expressions.isParameter(name)) {
                if (node.isA(SqlKind.QUERY)) {
                    throw drawing.refuse(node, "query.scalar-subquery");
                }
                return null;
            }
            boolean ofLeft = condition.isOfLeft(name);
            Scope scope = ofLeft ? left.scope() : right.scope();
            if (scope.find(name, drawing) == null && scope.isField(name, drawing)) {
                return null;
            }
            return (ofLeft ? prefixes.left() : prefixes.right()) + expressions.drawn(scope.column(name, drawing), name);
        };
    }

    private static List<Scope.Entry> prefixed(JoinSide side, String prefix) {
        return side.scope().entries().stream()
                .map(entry -> new Scope.Entry(
                        entry.alias(),
                        entry.columns().stream()
                                .map(column -> column.drawn() == null
                                        ? column
                                        : Column.of(column.name(), prefix + column.drawn()))
                                .toList()))
                .toList();
    }

    /** What stands before the column names of the two sides, so that no name is there twice. */
    record Prefixes(String left, String right) {
        static Prefixes of(JoinSide left, JoinSide right, boolean namesMayBeEqual) {
            Schema ofLeft = left.scope().stream().type().schema();
            Schema ofRight = right.scope().stream().type().schema();
            if (namesMayBeEqual || areDistinct("", ofLeft, "", ofRight)) {
                return new Prefixes("", "");
            }
            String prefix = prefix(right.name());
            if (areDistinct("", ofLeft, prefix, ofRight)) {
                return new Prefixes("", prefix);
            }
            String other = prefix(left.name());
            if (areDistinct(other, ofLeft, prefix, ofRight)) {
                return new Prefixes(other, prefix);
            }
            int number = 2;
            while (!areDistinct("", ofLeft, prefix + number + "_", ofRight)) {
                number++;
            }
            return new Prefixes("", prefix + number + "_");
        }

        private static String prefix(String name) {
            return name.replaceAll("[^A-Za-z0-9_]", "_") + "_";
        }

        private static boolean areDistinct(String left, Schema ofLeft, String right, Schema ofRight) {
            List<String> names = new ArrayList<>(
                    ofLeft.names().stream().map(name -> left + name).toList());
            return ofRight.names().stream().noneMatch(name -> names.contains(right + name));
        }

        void write(ObjectNode settings) {
            settings.put("leftPrefix", left);
            settings.put("rightPrefix", right);
        }
    }
}
