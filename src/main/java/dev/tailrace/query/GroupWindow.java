package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.query.Column.Promise;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/**
 * The old form of windows: {@code GROUP BY TUMBLE(time, INTERVAL ...)} with {@code TUMBLE_START(...)} and its like for the
 * bounds. The windows are those of the table functions of these names.
 */
final class GroupWindow {
    private final SqlCall call;
    private final String function;

    private GroupWindow(SqlCall call) {
        this.call = call;
        this.function = call.getKind().name();
    }

    /** The window among what is grouped by, or null. */
    static @Nullable GroupWindow among(List<SqlNode> groups, Drawing drawing) {
        GroupWindow found = null;
        for (SqlNode node : groups) {
            switch (node.getKind()) {
                case TUMBLE, HOP, SESSION -> {
                    if (found != null) {
                        throw drawing.refuse(node, "query.windows-of-windows");
                    }
                    found = new GroupWindow((SqlCall) node);
                }
                default -> {}
            }
        }
        return found;
    }

    boolean is(SqlNode node) {
        return node == call;
    }

    /** The rows with the windows that the query groups by. */
    Scope over(Scope input, GroupingSets sets, Drawing drawing) {
        int place = sets.place(call);
        if (sets.sets().stream().anyMatch(set -> !set.contains(place))) {
            throw drawing.refuse(call, "query.window-bounds");
        }
        if (call.operandCount() < 2 || !(call.operand(0) instanceof SqlIdentifier time)) {
            throw drawing.refuse(call, "query.group-window", function);
        }
        WindowFunctions.checkTime(time, input, drawing);
        WindowFunctions.Function windows = WindowFunctions.Function.of(function).orElseThrow();
        ObjectNode settings = Drawing.settings();
        for (int i = 1; i < call.operandCount(); i++) {
            String text = i > windows.lengths().size() ? null : Intervals.text(call.operand(i));
            if (text == null) {
                throw drawing.refuse(call.operand(i), "query.window-length");
            }
            settings.put(windows.lengths().get(i - 1).toLowerCase(Locale.ROOT), text);
        }
        return input.with(
                input.stream(), new Pending.Windows(function, windows.operator(), settings, null, drawing.range(call)));
    }

    /** The column that a call such as {@code TUMBLE_END(...)} of the same window gives, or null. */
    @Nullable
    String column(SqlNode node) {
        if (!(node instanceof SqlCall asked) || asked.getOperator().getName() == null || !isSameWindow(asked)) {
            return null;
        }
        String name = asked.getOperator().getName().toUpperCase(Locale.ROOT);
        if (name.equals(function + "_START")) {
            return Promise.WINDOW_START.windowColumn();
        }
        if (name.equals(function + "_END")) {
            return Promise.WINDOW_END.windowColumn();
        }
        return name.equals(function + "_ROWTIME") ? Promise.WINDOW_TIME.windowColumn() : null;
    }

    private boolean isSameWindow(SqlCall asked) {
        return SqlNode.equalDeep(asked.getOperandList(), call.getOperandList(), Litmus.IGNORE);
    }
}
