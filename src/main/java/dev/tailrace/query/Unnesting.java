package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.language.ParsedSql.Range;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnnestOperator;
import org.jspecify.annotations.Nullable;

/** UNNEST beside the rows that have the array or the map: a row for each element, with the columns of both. */
final class Unnesting {
    /** The names that SQL gives to what it does not let the text name. */
    private static final String NUMBER = "ORDINALITY";

    private static final List<String> ENTRY = List.of("KEY", "VALUE");

    private final Drawing drawing;
    private final Shaping shaping;

    Unnesting(Drawing drawing) {
        this.drawing = drawing;
        this.shaping = new Shaping(drawing);
    }

    /**
     * An UNNEST of FROM.
     *
     * @param names of its columns as the text gives them; empty for none
     */
    record Call(SqlCall unnest, @Nullable String alias, List<String> names) {
        /** What stands at that place in FROM, or null if it is something else. */
        static @Nullable Call of(SqlNode table) {
            SqlNode bare = Expressions.bare(table);
            if (bare.getKind() == SqlKind.LATERAL) {
                bare = ((SqlCall) bare).operand(0);
            }
            if (bare.getKind() != SqlKind.UNNEST) {
                return null;
            }
            List<String> names = new ArrayList<>();
            if (table.getKind() == SqlKind.AS) {
                List<SqlNode> operands = ((SqlCall) table).getOperandList();
                operands.subList(2, operands.size()).forEach(name -> names.add(((SqlIdentifier) name).getSimple()));
            }
            return new Call((SqlCall) bare, Expressions.alias(table), names);
        }

        boolean isNumbered() {
            return ((SqlUnnestOperator) unnest.getOperator()).withOrdinality;
        }
    }

    /** @param isOuter whether rows without elements stay, with NULL for what elements would give */
    Scope draw(Scope left, Call call, boolean isOuter, Range place) {
        if (call.unnest.operandCount() != 1) {
            throw drawing.refuse(call.unnest, "query.unnest-several");
        }
        SqlNode collection = call.unnest.operand(0);
        boolean isThere = isColumn(collection, left);
        Shaping.Computed computed = shaping.compute(left, List.of(collection), List.of("elements"));
        Stream input = computed.scope().stream();
        String column = computed.columns().get(0);
        Schema schema = input.type().schema();
        List<String> parts = parts(schema, column);
        List<String> known = known(isMap(schema, column) ? ENTRY : parts, call);
        if (!call.names.isEmpty() && call.names.size() != known.size()) {
            throw drawing.refuse(call.unnest, "query.column-list", call.names.size(), known.size());
        }
        List<String> names = call.names.isEmpty() ? known : call.names;
        ObjectNode settings = Drawing.settings().put("column", column).put("empty", isOuter ? "keep" : "drop");
        // What was only computed to be taken apart has no name in the query.
        settings.put("keepColumn", isThere);
        List<String> drawn = new ArrayList<>();
        if (parts.isEmpty()) {
            drawn.add(Drawing.free(names.get(0), schema));
            settings.put("name", drawn.get(0));
        } else {
            String prefix = prefix(parts, schema, call.alias);
            settings.put("prefix", prefix);
            parts.forEach(part -> drawn.add(prefix + part));
        }
        if (call.isNumbered()) {
            String number = free(names.get(names.size() - 1), schema, drawn);
            settings.put("ordinality", number);
            drawn.add(number);
        }
        Part part = new Part("unnest", "elements of " + column, settings, place)
                .reading("in", input)
                .with("column", new Expressions(drawing).fragment(collection, any -> null));
        Stream stream = drawing.add(part);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            columns.add(Column.of(names.get(i), drawn.get(i)));
        }
        List<Scope.Entry> entries = new ArrayList<>(left.entries());
        entries.add(new Scope.Entry(call.alias, columns));
        return new Scope(stream, entries, null);
    }

    private boolean isColumn(SqlNode node, Scope scope) {
        return node instanceof SqlIdentifier name
                && !Expressions.isParameter(name)
                && scope.find(name, drawing) != null;
    }

    private static boolean isMap(Schema schema, String column) {
        Field field = schema.field(column);
        return field != null && field.type().is(TypeKind.MAP);
    }

    /** The columns that the operator makes of an element, but for a prefix; none where an element is one column. */
    private static List<String> parts(Schema schema, String column) {
        Field field = schema.field(column);
        DataType type = field == null ? DataType.STRING : field.type();
        if (type.is(TypeKind.MAP)) {
            return type.children().stream().map(Field::name).toList();
        }
        return type.is(TypeKind.ARRAY) && type.element().type().is(TypeKind.ROW)
                ? type.element().type().children().stream().map(Field::name).toList()
                : List.of();
    }

    /** What the columns are called where the text does not say it: a single one as the table. */
    private static List<String> known(List<String> parts, Call call) {
        List<String> known = new ArrayList<>();
        if (parts.isEmpty()) {
            known.add(call.alias == null ? "EXPR$0" : call.alias);
        } else {
            known.addAll(parts);
        }
        if (call.isNumbered()) {
            known.add(NUMBER);
        }
        return known;
    }

    private static String prefix(List<String> parts, Schema schema, @Nullable String alias) {
        String wish = (alias == null ? "element" : alias.replaceAll("[^A-Za-z0-9_]", "_")) + "_";
        String prefix = "";
        for (int number = 1; isTaken(prefix, parts, schema); number++) {
            prefix = number == 1 ? wish : wish + number + "_";
        }
        return prefix;
    }

    private static boolean isTaken(String prefix, List<String> parts, Schema schema) {
        return parts.stream().anyMatch(part -> schema.contains(prefix + part));
    }

    private static String free(String wish, Schema schema, List<String> others) {
        String name = Drawing.free(wish, schema);
        for (int number = 1; others.contains(name); number++) {
            name = Drawing.free(wish + "_" + number, schema);
        }
        return name;
    }
}
