package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.query.Column.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/** {@code TABLE(TUMBLE(...))} and its like: windows that the query above has to aggregate, or that rows are put into. */
final class WindowFunctions {
    private static final String DATA = "DATA";
    private static final String TIMECOL = "TIMECOL";

    /** A function, the operator that aggregates in its windows, and its further arguments with their settings. */
    enum Function {
        TUMBLE("tumbling-window", List.of("SIZE", "OFFSET")),
        HOP("hopping-window", List.of("SLIDE", "SIZE", "OFFSET")),
        CUMULATE("cumulate-window", List.of("STEP", "SIZE", "OFFSET")),
        SESSION("session-window", List.of("GAP"));

        private final String operator;
        private final List<String> lengths;

        Function(String operator, List<String> lengths) {
            this.operator = operator;
            this.lengths = lengths;
        }

        String operator() {
            return operator;
        }

        /** Names of the lengths in their order, as settings in lower case. */
        List<String> lengths() {
            return lengths;
        }

        static Optional<Function> of(String name) {
            for (Function function : values()) {
                if (function.name().equalsIgnoreCase(name)) {
                    return Optional.of(function);
                }
            }
            return Optional.empty();
        }
    }

    private final Drawing drawing;
    private final From from;

    WindowFunctions(Drawing drawing, From from) {
        this.drawing = drawing;
        this.from = from;
    }

    /** @param call within {@code TABLE(...)} */
    Scope draw(SqlCall call, @Nullable String alias, Tables tables) {
        String name = call.getOperator().getName();
        Function function = Function.of(name)
                .orElseThrow(() -> drawing.refuse(call, "query.table-function", name.toUpperCase(Locale.ROOT)));
        Map<String, SqlNode> arguments = arguments(call, function);
        Scope input = from.draw(table(call, argument(call, arguments, DATA)), tables);
        if (input.pending() != null) {
            throw drawing.refuse(call, "query.windows-of-windows");
        }
        checkTime(argument(call, arguments, TIMECOL), input);
        ObjectNode settings = Drawing.settings();
        for (String length : function.lengths) {
            SqlNode given = length.equals("OFFSET") ? arguments.get(length) : argument(call, arguments, length);
            if (given != null) {
                String text = Intervals.text(given);
                if (text == null) {
                    throw drawing.refuse(given, "query.window-length");
                }
                settings.put(length.toLowerCase(Locale.ROOT), text);
            }
        }
        List<Column> columns = new ArrayList<>(input.columns());
        for (Promise promise : List.of(Promise.WINDOW_START, Promise.WINDOW_END, Promise.WINDOW_TIME)) {
            columns.add(Column.promised(promise.windowColumn(), promise));
        }
        Pending pending = new Pending.Windows(
                function.name(),
                function.operator,
                settings,
                function == Function.SESSION ? keys(arguments.get(DATA), input) : null,
                drawing.range(call));
        return new Scope(input.stream(), List.of(new Scope.Entry(alias, columns)), pending);
    }

    private Map<String, SqlNode> arguments(SqlCall call, Function function) {
        List<String> names = new ArrayList<>(List.of(DATA, TIMECOL));
        names.addAll(function.lengths);
        Map<String, SqlNode> arguments = new LinkedHashMap<>();
        List<SqlNode> operands = call.getOperandList();
        for (int i = 0; i < operands.size(); i++) {
            SqlNode operand = operands.get(i);
            if (operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT) {
                String name = ((SqlCall) operand).operand(1).toString().toUpperCase(Locale.ROOT);
                if (!names.contains(name)) {
                    throw drawing.refuse(operand, "query.window-argument", name, String.join(", ", names));
                }
                arguments.put(name, ((SqlCall) operand).operand(0));
            } else if (i < names.size()) {
                arguments.put(names.get(i), operand);
            } else {
                throw drawing.refuse(operand, "query.window-arguments", function.name(), String.join(", ", names));
            }
        }
        return arguments;
    }

    private SqlNode argument(SqlCall call, Map<String, SqlNode> arguments, String name) {
        SqlNode argument = arguments.get(name);
        if (argument == null) {
            throw drawing.refuse(
                    call, "query.window-argument-missing", call.getOperator().getName(), name);
        }
        return argument;
    }

    private SqlNode table(SqlCall call, SqlNode data) {
        SqlNode table = data.getKind() == SqlKind.SET_SEMANTICS_TABLE ? ((SqlCall) data).operand(0) : data;
        boolean isTable = table.getKind() == SqlKind.EXPLICIT_TABLE || table.isA(SqlKind.QUERY);
        if (!isTable) {
            throw drawing.refuse(data, "query.window-table", call.getOperator().getName());
        }
        return table.getKind() == SqlKind.EXPLICIT_TABLE ? ((SqlCall) table).operand(0) : table;
    }

    private void checkTime(SqlNode descriptor, Scope input) {
        boolean isColumn = Expressions.isCall(descriptor, "DESCRIPTOR")
                && ((SqlCall) descriptor).operandCount() == 1
                && ((SqlCall) descriptor).operand(0) instanceof SqlIdentifier;
        if (!isColumn) {
            throw drawing.refuse(descriptor, "query.descriptor");
        }
        checkTime(((SqlCall) descriptor).operand(0), input, drawing);
    }

    /** Refuses a column that is not the event time of the rows. */
    static void checkTime(SqlIdentifier name, Scope input, Drawing drawing) {
        Column column = input.column(name, drawing);
        if (column.promise() == Promise.PROCESSING_TIME) {
            throw drawing.refuse(name, "query.window-processing-time");
        }
        String time = input.stream().type().eventTime();
        if (time == null) {
            throw drawing.refuse(name, "query.no-event-time", column.name());
        }
        if (!time.equals(column.drawn())) {
            throw drawing.refuse(name, "query.not-the-event-time", column.name(), time);
        }
    }

    private List<String> keys(@Nullable SqlNode data, Scope input) {
        List<String> keys = new ArrayList<>();
        if (data != null && data.getKind() == SqlKind.SET_SEMANTICS_TABLE) {
            for (SqlNode key : (SqlNodeList) ((SqlCall) data).operand(1)) {
                if (!(key instanceof SqlIdentifier name)) {
                    throw drawing.refuse(key, "query.key-column");
                }
                keys.add(new Expressions(drawing).drawn(input.column(name, drawing), name));
            }
        }
        return keys;
    }
}
