package dev.tailrace.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.util.ListSqlOperatorTable;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * The operators that expressions may use, as the validator knows them: symbols and keywords of the standard table that
 * mean the same here as in Flink, and the functions of the catalogue. Nothing else is ever looked up, because functions
 * of the same name mean different things in different libraries.
 */
final class Operators {
    /** What is not written as a function is. */
    private static final List<SqlOperator> SYMBOLS = List.of(
            SqlStdOperatorTable.PLUS,
            SqlStdOperatorTable.MINUS,
            SqlStdOperatorTable.MULTIPLY,
            SqlStdOperatorTable.DIVIDE,
            SqlStdOperatorTable.PERCENT_REMAINDER,
            SqlStdOperatorTable.UNARY_MINUS,
            SqlStdOperatorTable.UNARY_PLUS,
            SqlStdOperatorTable.DATETIME_PLUS,
            SqlStdOperatorTable.MINUS_DATE,
            SqlStdOperatorTable.EQUALS,
            SqlStdOperatorTable.NOT_EQUALS,
            SqlStdOperatorTable.LESS_THAN,
            SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
            SqlStdOperatorTable.GREATER_THAN,
            SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
            SqlStdOperatorTable.BETWEEN,
            SqlStdOperatorTable.NOT_BETWEEN,
            SqlStdOperatorTable.IN,
            SqlStdOperatorTable.NOT_IN,
            SqlStdOperatorTable.AND,
            SqlStdOperatorTable.OR,
            SqlStdOperatorTable.NOT,
            SqlStdOperatorTable.IS_NULL,
            SqlStdOperatorTable.IS_NOT_NULL,
            SqlStdOperatorTable.IS_TRUE,
            SqlStdOperatorTable.IS_NOT_TRUE,
            SqlStdOperatorTable.IS_FALSE,
            SqlStdOperatorTable.IS_NOT_FALSE,
            SqlStdOperatorTable.IS_UNKNOWN,
            SqlStdOperatorTable.IS_NOT_UNKNOWN,
            SqlStdOperatorTable.IS_DISTINCT_FROM,
            SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
            SqlStdOperatorTable.CASE,
            SqlStdOperatorTable.LIKE,
            SqlStdOperatorTable.NOT_LIKE,
            SqlStdOperatorTable.CONCAT,
            SqlStdOperatorTable.DOT);

    /** The comparison of a value with a member of a list: EQUALS, but for what {@link Lists} refuses. */
    static final SqlOperator MEMBER =
            new SqlBinaryOperator(
                    "=",
                    SqlKind.EQUALS,
                    SqlStdOperatorTable.EQUALS.getLeftPrec(),
                    true,
                    ReturnTypes.BOOLEAN_NULLABLE,
                    InferTypes.FIRST_KNOWN,
                    OperandTypes.COMPARABLE_UNORDERED_COMPARABLE_UNORDERED) {
                @Override
                public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
                    // The usual way puts the operator that it finds by the name in the place of this one.
                    call.getOperandList().forEach(operand -> validator.deriveType(scope, operand));
                    return validateOperands(validator, scope, call);
                }
            };

    private static final Map<SqlOperator, Builtin> BUILTINS = new LinkedHashMap<>();

    /** Ours by the operators that the parser makes. */
    private static final Map<SqlOperator, SqlOperator> REPLACED = new LinkedHashMap<>();

    /** Never added to. It has an index by name, which is why there is one for all checks. */
    private static final SqlOperatorTable TABLE;

    static {
        for (Builtin builtin : FunctionCatalog.builtins()) {
            add(builtin);
        }
        List<SqlOperator> all = new ArrayList<>(SYMBOLS);
        all.addAll(BUILTINS.keySet());
        TABLE = new ListSqlOperatorTable(all);
    }

    private Operators() {}

    private static void add(Builtin builtin) {
        SqlOperator standard =
                builtin.parsed() == null ? null : builtin.parsed().get();
        SqlReturnTypeInference result = builtin.result();
        if (result == null) {
            if (standard == null) {
                throw new IllegalStateException(builtin.name() + " gives nothing");
            }
            BUILTINS.put(standard, builtin);
            return;
        }
        SqlFunction ours = new SqlFunction(
                builtin.name(),
                SqlKind.OTHER_FUNCTION,
                result,
                null,
                new BuiltinOperands(builtin),
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
        BUILTINS.put(ours, builtin);
        if (standard != null) {
            REPLACED.put(standard, ours);
        }
    }

    static SqlOperatorTable table() {
        return TABLE;
    }

    static boolean isOffered(SqlOperator operator) {
        return BUILTINS.containsKey(operator) || SYMBOLS.contains(operator);
    }

    /** The function that the operator is, or null if it is none. */
    static @Nullable Builtin builtin(SqlOperator operator) {
        return BUILTINS.get(operator);
    }

    /** The call with our own operator where the parser has made a standard one that has other types. */
    static SqlCall ours(SqlCall call) {
        SqlOperator function =
                switch (call.getKind()) {
                    case CAST -> Conversion.CAST;
                    case SAFE_CAST -> Conversion.TRY_CAST;
                    default -> REPLACED.get(call.getOperator());
                };
        if (function == null) {
            return call;
        }
        // What is not written of some forms is null.
        List<SqlNode> written =
                call.getOperandList().stream().filter(Objects::nonNull).toList();
        return new SqlBasicCall(function, written, call.getParserPosition());
    }
}
