package dev.tailrace.language;

import static dev.tailrace.language.Builtin.function;
import static dev.tailrace.language.Parameter.any;
import static dev.tailrace.language.Parameter.bool;

import java.util.List;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Functions that choose among values, and ask what a value is. */
final class ConditionalFunctions {
    static final List<Builtin> ALL = List.of(
            function("COALESCE")
                    .shown("COALESCE(value, value, …)")
                    .parsedAs(() -> SqlStdOperatorTable.COALESCE)
                    .isRewritten(),
            function("IF")
                    .takes(bool("condition"), any("value"), any("value"))
                    .gives(call -> Result.ifAnyNull(call, Result.leastRestrictive(call, 1, 2)))
                    .neverFails()
                    .code(LogicCode::choice),
            function("NULLIF")
                    .shown("NULLIF(value, value)")
                    .parsedAs(() -> SqlStdOperatorTable.NULLIF)
                    .isRewritten());

    private ConditionalFunctions() {}
}
