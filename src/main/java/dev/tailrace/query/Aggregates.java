package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.language.BitmapAggregates;
import dev.tailrace.language.ParsedSql.Range;
import dev.tailrace.query.Expressions.Resolver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.fun.SqlJsonArrayAggAggFunction;
import org.apache.calcite.sql.fun.SqlJsonObjectAggAggFunction;
import org.jspecify.annotations.Nullable;

/** The aggregate functions of a grouped query as the settings of the operators that compute them. */
final class Aggregates {
    /** SQL names with the constants of the operators' setting. */
    private static final Map<String, String> FUNCTIONS = Map.ofEntries(
            Map.entry("COUNT", "count"),
            Map.entry("SUM", "sum"),
            Map.entry("AVG", "avg"),
            Map.entry("MIN", "min"),
            Map.entry("MAX", "max"),
            Map.entry("FIRST_VALUE", "first-value"),
            Map.entry("LAST_VALUE", "last-value"),
            Map.entry("LISTAGG", "listagg"),
            Map.entry("ARRAY_AGG", "array-agg"),
            Map.entry("JSON_ARRAYAGG", "json-arrayagg"),
            Map.entry("JSON_OBJECTAGG", "json-objectagg"),
            Map.entry("PERCENTILE", "percentile"),
            Map.entry("LAG", "lag"),
            Map.entry("STDDEV_POP", "stddev-pop"),
            Map.entry("STDDEV_SAMP", "stddev-samp"),
            Map.entry("STDDEV", "stddev-samp"),
            Map.entry("VAR_POP", "var-pop"),
            Map.entry("VAR_SAMP", "var-samp"),
            Map.entry("VARIANCE", "var-samp"));

    /** Aggregate functions of Flink's that no operator has, or gives as another type: COLLECT's MULTISET as JSON. */
    private static final Set<String> OTHERS =
            Set.of("COLLECT", "APPROX_COUNT_DISTINCT", "ANY_VALUE", "SINGLE_VALUE", "GROUPING", "GROUPING_ID");

    private final Drawing drawing;
    private final Expressions expressions;
    private final List<SqlNode> calls = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    /** Columns that stand beside the aggregates. */
    private final Map<SqlNode, String> others = new LinkedHashMap<>();

    private final Set<String> taken;

    /** @param taken names of the columns beside the aggregates */
    Aggregates(Drawing drawing, Set<String> taken) {
        this.drawing = drawing;
        this.expressions = new Expressions(drawing);
        this.taken = new HashSet<>(taken);
    }

    /** Whether a node is an aggregate, with what belongs to it. */
    static boolean isAggregate(SqlNode node) {
        return switch (node.getKind()) {
            case FILTER, WITHIN_GROUP, RESPECT_NULLS, IGNORE_NULLS -> isAggregate(((SqlCall) node).operand(0));
            case OVER -> false;
            default -> node instanceof SqlCall call && call.getOperator().getName() != null && isName(name(call));
        };
    }

    /** Those that give JSON have what becomes of NULL in their names. */
    private static String name(SqlCall call) {
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        return name.startsWith("JSON_") ? name.replaceFirst("_(NULL|ABSENT)_ON_NULL$", "") : name;
    }

    private static boolean isName(String function) {
        return FUNCTIONS.containsKey(function)
                || OTHERS.contains(function)
                || BitmapAggregates.NAMES.contains(function);
    }

    /** Whether an expression has an aggregate in it that is not over a window of rows. */
    static boolean areIn(@Nullable SqlNode node) {
        if (node == null || node.getKind() == SqlKind.OVER) {
            return false;
        }
        if (isAggregate(node)) {
            return true;
        }
        if (node instanceof SqlNodeList list) {
            return list.stream().anyMatch(Aggregates::areIn);
        }
        return node instanceof SqlCall call
                && !node.isA(SqlKind.QUERY)
                && call.getOperandList().stream().anyMatch(Aggregates::areIn);
    }

    /** Takes the aggregates of an expression; equal ones once. */
    void collect(SqlNode node, @Nullable String alias) {
        if (node.isA(SqlKind.QUERY)) {
            return;
        }
        if (node.getKind() == SqlKind.OVER) {
            // What ranks groups goes by their aggregates.
            collect(((SqlCall) node).operand(1), null);
        } else if (isAggregate(node)) {
            if (column(node) == null) {
                calls.add(node);
                names.add(free(alias == null ? wish(node) : alias));
            }
        } else if (node instanceof SqlCall call) {
            call.getOperandList().stream()
                    .filter(operand -> operand != null)
                    .forEach(operand -> collect(operand, null));
        } else if (node instanceof SqlNodeList list) {
            list.forEach(member -> collect(member, null));
        }
    }

    /** Takes the column of something that is computed otherwise, and gives its name. */
    String take(SqlNode node) {
        String name = free(wish(node));
        others.put(node, name);
        return name;
    }

    private static String wish(SqlNode node) {
        SqlNode call = node;
        while (call.getKind() == SqlKind.FILTER) {
            call = ((SqlCall) call).operand(0);
        }
        String function = name((SqlCall) call).toLowerCase(Locale.ROOT);
        boolean ofColumn = ((SqlCall) call).operandCount() > 0
                && ((SqlCall) call).operand(0) instanceof SqlIdentifier name
                && !name.isStar();
        return ofColumn ? function + "_" + lastName(((SqlCall) call).operand(0)) : function;
    }

    private static String lastName(SqlIdentifier name) {
        return name.names.get(name.names.size() - 1);
    }

    private String free(String wish) {
        String name = wish;
        for (int number = 2; !taken.add(name); number++) {
            name = wish + "_" + number;
        }
        return name;
    }

    /** The column of an aggregate that was taken, or null. */
    @Nullable
    String column(SqlNode node) {
        for (int i = 0; i < calls.size(); i++) {
            if (Expressions.same(calls.get(i), node)) {
                return names.get(i);
            }
        }
        return others.entrySet().stream()
                .filter(other -> Expressions.same(other.getKey(), node))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    List<String> names() {
        return names;
    }

    /** Settings and where they come from. */
    record Written(ArrayNode settings, Map<String, Fragment> origins, @Nullable Range place) {}

    Written write(ObjectNode into, Resolver resolver) {
        ArrayNode aggregates = into.putArray("aggregates");
        Map<String, Fragment> origins = new LinkedHashMap<>();
        Range place = null;
        for (int i = 0; i < calls.size(); i++) {
            SqlNode node = calls.get(i);
            place = place == null ? drawing.range(node) : place;
            String at = "aggregates[" + i + "].";
            ObjectNode aggregate = aggregates.addObject().put("name", names.get(i));
            if (node.getKind() == SqlKind.FILTER) {
                Fragment condition = expressions.fragment(((SqlCall) node).operand(1), resolver);
                origins.put(at + "filter", condition);
                write((SqlCall) ((SqlCall) node).operand(0), at, aggregate, resolver, origins);
                aggregate.put("filter", condition.text());
            } else {
                write((SqlCall) node, at, aggregate, resolver, origins);
            }
        }
        return new Written(aggregates, origins, place);
    }

    private void write(
            SqlCall call, String at, ObjectNode aggregate, Resolver resolver, Map<String, Fragment> origins) {
        String function = name(call);
        String setting = FUNCTIONS.get(function);
        if (setting == null) {
            throw drawing.refuse(call, "query.aggregate", function);
        }
        aggregate.put("function", setting);
        origins.put(at + "function", expressions.fragment(call, node -> null));
        new Arguments(call, function, at, aggregate, resolver, origins).write();
        if (call.getFunctionQuantifier() != null
                && call.getFunctionQuantifier().getValue() == SqlSelectKeyword.DISTINCT) {
            aggregate.put("distinct", true);
        }
    }

    /** What stands between the brackets of a call, as settings. */
    private final class Arguments {
        private final SqlCall call;
        private final String function;
        private final String at;
        private final ObjectNode aggregate;
        private final Resolver resolver;
        private final Map<String, Fragment> origins;

        private Arguments(
                SqlCall call,
                String function,
                String at,
                ObjectNode aggregate,
                Resolver resolver,
                Map<String, Fragment> origins) {
            this.call = call;
            this.function = function;
            this.at = at;
            this.aggregate = aggregate;
            this.resolver = resolver;
            this.origins = origins;
        }

        private void write() {
            switch (function) {
                case "LISTAGG" -> separated();
                case "PERCENTILE" -> percentile();
                case "LAG" -> lag();
                case "JSON_OBJECTAGG" -> {
                    require(2, 2);
                    put("key", 0);
                    put("argument", 1);
                }
                default -> {
                    require(1, 1);
                    boolean countsRows = call.operand(0) instanceof SqlIdentifier name && name.isStar();
                    if (!countsRows) {
                        put("argument", 0);
                    }
                }
            }
            if (call.getOperator() instanceof SqlJsonArrayAggAggFunction array) {
                nulls(array.getNullClause());
            } else if (call.getOperator() instanceof SqlJsonObjectAggAggFunction object) {
                nulls(object.getNullClause());
            }
        }

        private void require(int least, int most) {
            if (call.operandCount() < least || call.operandCount() > most) {
                String code = most == 1 ? "query.aggregate-arguments" : "query.aggregate-more-arguments";
                throw drawing.refuse(call, code, function);
            }
        }

        private void put(String setting, int operand) {
            Fragment argument = expressions.fragment(call.operand(operand), within(resolver));
            aggregate.put(setting, argument.text());
            origins.put(at + setting, argument);
        }

        private void nulls(SqlJsonConstructorNullClause clause) {
            aggregate.put("onNull", clause == SqlJsonConstructorNullClause.NULL_ON_NULL ? "null" : "absent");
        }

        private void separated() {
            require(1, 2);
            put("argument", 0);
            if (call.operandCount() == 2) {
                if (!(call.operand(1) instanceof SqlCharStringLiteral separator)) {
                    throw drawing.refuse(call.operand(1), "query.separator");
                }
                aggregate.put("separator", separator.toValue());
            }
        }

        private void percentile() {
            require(2, 3);
            put("argument", 0);
            if (!(call.operand(1) instanceof SqlNumericLiteral fraction)) {
                throw drawing.refuse(call.operand(1), "query.fraction");
            }
            aggregate.put("fraction", fraction.bigDecimalValue());
            if (call.operandCount() == 3) {
                put("frequency", 2);
            }
        }

        private void lag() {
            require(1, 3);
            put("argument", 0);
            if (call.operandCount() > 1) {
                Long rows = Expressions.number(call.operand(1));
                if (rows == null) {
                    throw drawing.refuse(call.operand(1), "query.lag-offset");
                }
                aggregate.put("offset", rows);
            }
            if (call.operandCount() == 3) {
                put("otherwise", 2);
            }
        }
    }

    private Resolver within(Resolver resolver) {
        return node -> {
            if (isAggregate(node)) {
                throw drawing.refuse(node, "query.aggregate-within");
            }
            return resolver.column(node);
        };
    }
}
