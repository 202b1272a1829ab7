package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.RowKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/** {@code FROM_CHANGELOG} and {@code TO_CHANGELOG}: changes out of rows that say what they do, and the other way round. */
final class ChangelogFunctions {
    private static final String FROM = "FROM_CHANGELOG";
    private static final String TO = "TO_CHANGELOG";
    private static final String INPUT = "INPUT";
    private static final String OP = "OP";
    private static final String MAPPING = "OP_MAPPING";
    private static final List<String> ARGUMENTS = List.of(INPUT, OP, MAPPING);

    private final Drawing drawing;
    private final From from;

    ChangelogFunctions(Drawing drawing, From from) {
        this.drawing = drawing;
        this.from = from;
    }

    static boolean isOne(SqlCall call) {
        return Expressions.isCall(call, FROM) || Expressions.isCall(call, TO);
    }

    Scope draw(SqlCall call, @Nullable String alias, Tables tables) {
        boolean reads = Expressions.isCall(call, FROM);
        Map<String, SqlNode> arguments = arguments(call, reads);
        Relation rows = rows(call, arguments.get(INPUT), tables);
        SqlIdentifier op = op(arguments.get(OP));
        return Scope.of(
                alias,
                reads
                        ? changes(call, rows, op, arguments.get(MAPPING))
                        : rows(call, rows, op == null ? "op" : op.getSimple()));
    }

    private Map<String, SqlNode> arguments(SqlCall call, boolean reads) {
        List<String> names = reads ? ARGUMENTS : ARGUMENTS.subList(0, 2);
        Map<String, SqlNode> arguments = new HashMap<>();
        for (int i = 0; i < call.operandCount(); i++) {
            SqlNode operand = call.operand(i);
            boolean isNamed = operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT;
            String name = isNamed
                    ? ((SqlIdentifier) ((SqlCall) operand).operand(1))
                            .getSimple()
                            .toUpperCase(Locale.ROOT)
                    : i < names.size() ? names.get(i) : "";
            if (!names.contains(name)) {
                throw drawing.refuse(operand, "query.window-argument", name, String.join(", ", names));
            }
            arguments.put(name, isNamed ? ((SqlCall) operand).operand(0) : operand);
        }
        return arguments;
    }

    /** The rows of the table that is given, with just the columns that SQL sees. */
    private Relation rows(SqlCall call, @Nullable SqlNode data, Tables tables) {
        if (data == null || data.getKind() != SqlKind.EXPLICIT_TABLE && !data.isA(SqlKind.QUERY)) {
            throw drawing.refuse(
                    data == null ? call : data,
                    "query.window-table",
                    call.getOperator().getName());
        }
        Scope scope = from.draw(data, tables);
        Relation rows = new Pendings(drawing).settle(new Relation(scope.stream(), scope.columns(), scope.pending()));
        return rows.isDrawn() ? rows : new Shaping(drawing).named(rows, List.of(), drawing.range(data), "rows");
    }

    private @Nullable SqlIdentifier op(@Nullable SqlNode descriptor) {
        if (descriptor == null) {
            return null;
        }
        boolean isColumn = Expressions.isCall(descriptor, "DESCRIPTOR")
                && ((SqlCall) descriptor).operandCount() == 1
                && ((SqlCall) descriptor).operand(0) instanceof SqlIdentifier;
        if (!isColumn) {
            throw drawing.refuse(descriptor, "query.changelog-descriptor");
        }
        return ((SqlCall) descriptor).operand(0);
    }

    private Relation changes(SqlCall call, Relation rows, @Nullable SqlIdentifier op, @Nullable SqlNode mapping) {
        String column =
                op == null ? "op" : Scope.of(null, rows).column(op, drawing).name();
        ObjectNode settings = Drawing.settings().put("column", column);
        Map<RowKind, String> words = mapping == null ? Map.of() : words(mapping);
        settings.put("insert", word(words, RowKind.INSERT, mapping))
                .put("updateBefore", word(words, RowKind.UPDATE_BEFORE, mapping))
                .put("updateAfter", word(words, RowKind.UPDATE_AFTER, mapping))
                .put("delete", word(words, RowKind.DELETE, mapping));
        return Relation.of(drawing.add(
                new Part("rows-to-changes", "changes", settings, drawing.range(call)).reading("in", rows.stream())));
    }

    private static String word(Map<RowKind, String> words, RowKind kind, @Nullable SqlNode mapping) {
        return mapping == null ? kind.name() : words.getOrDefault(kind, "");
    }

    /** The words by kind: in the map they come before what they mean. */
    private Map<RowKind, String> words(SqlNode mapping) {
        List<SqlNode> texts =
                mapping.getKind() == SqlKind.MAP_VALUE_CONSTRUCTOR ? ((SqlCall) mapping).getOperandList() : List.of();
        Map<RowKind, String> words = new HashMap<>();
        for (int i = 0; i + 1 < texts.size(); i += 2) {
            String word = text(texts.get(i));
            String name = text(texts.get(i + 1));
            RowKind kind = name == null ? null : kind(name.strip());
            if (word == null || kind == null) {
                throw drawing.refuse(texts.get(i), "query.changelog-mapping");
            }
            words.merge(kind, word, (one, other) -> one + ", " + other);
        }
        if (words.isEmpty()) {
            throw drawing.refuse(mapping, "query.changelog-mapping");
        }
        return words;
    }

    private static @Nullable String text(SqlNode node) {
        return node instanceof SqlLiteral literal && literal.getValue() instanceof NlsString text
                ? text.getValue()
                : null;
    }

    private static @Nullable RowKind kind(String name) {
        return Arrays.stream(RowKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The function puts its column before the others. */
    private Relation rows(SqlCall call, Relation changes, String op) {
        Stream stream = drawing.add(
                new Part("changes-to-rows", "rows", Drawing.settings().put("name", op), drawing.range(call))
                        .reading("in", changes.stream()));
        List<Column> columns = new ArrayList<>(List.of(Column.of(op, op)));
        columns.addAll(changes.columns());
        return new Relation(stream, columns, null);
    }
}
