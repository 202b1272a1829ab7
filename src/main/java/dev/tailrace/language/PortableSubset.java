package dev.tailrace.language;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.sql.SqlAlienSystemTypeNameSpec;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.flink.sql.parser.type.SqlTimestampLtzTypeNameSpec;
import org.jspecify.annotations.Nullable;

/**
 * Walks the parsed expression before it is validated and refuses what does not belong into an expression, or whose
 * meaning the two runtimes do not share, at the place where it stands. Validation would find some of it too, with
 * messages about queries that nobody wrote.
 */
final class PortableSubset extends SqlShuttle {
    private static final Set<String> CAST_TARGETS = Set.of(
            "BOOLEAN",
            "TINYINT",
            "SMALLINT",
            "INTEGER",
            "BIGINT",
            "FLOAT",
            "DOUBLE",
            "DECIMAL",
            "CHAR",
            "VARCHAR",
            "BINARY",
            "VARBINARY",
            "DATE",
            "TIME",
            "TIMESTAMP");

    private static final Set<String> NESTED = Set.of("ARRAY", "MAP", "ROW");

    private final Schema input;

    PortableSubset(Schema input) {
        this.input = input;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        SqlOperator operator = call.getOperator();
        if (call.isA(SqlKind.QUERY) || call.getKind() == SqlKind.EXISTS) {
            throw new Refusal(call, Problem.error("language.sub-query"));
        }
        if (call.getKind() == SqlKind.OVER) {
            throw new Refusal(call, Problem.error("language.over"));
        }
        if (operator instanceof SqlBetweenOperator between && between.flag == SqlBetweenOperator.Flag.SYMMETRIC) {
            throw new Refusal(call, Problem.error("language.not-offered", "BETWEEN SYMMETRIC"));
        }
        if (call.getKind() == SqlKind.CAST && call.operand(1) instanceof SqlIntervalQualifier) {
            throw new Refusal(call, Problem.error("language.type-not-offered", "INTERVAL"));
        }
        SqlCall ours = Operators.ours(call);
        if (ours != call) {
            return visitOperands(ours);
        }
        if (operator instanceof SqlUnresolvedFunction) {
            checkFunction(call, operator.getName());
        } else if (operator.isAggregator()) {
            throw new Refusal(call, Problem.error("language.aggregate", operator.getName()));
        } else if (!Operators.isOffered(operator)) {
            Problem refused = RefusedFunctions.problem(operator.getName());
            throw new Refusal(
                    call, refused == null ? Problem.error("language.not-offered", operator.getName()) : refused);
        }
        SqlCall visited = visitOperands(call);
        if (call.getKind() == SqlKind.IN || call.getKind() == SqlKind.NOT_IN) {
            return Lists.comparisons(visited);
        }
        return visited;
    }

    private SqlCall visitOperands(SqlCall call) {
        return super.visit(call) instanceof SqlCall visited ? visited : call;
    }

    private static void checkFunction(SqlCall call, String name) {
        FunctionCatalog.Function function = FunctionCatalog.find(name);
        if (function == null) {
            Problem refused = RefusedFunctions.problem(name);
            throw new Refusal(call, refused == null ? Mistakes.unknownFunction(name) : refused);
        }
        if (call.operandCount() == 0 && !function.signatures().contains(function.name() + "()")) {
            Problem refused = RefusedFunctions.problem(name + "()");
            throw new Refusal(call, refused == null ? Mistakes.wrongArguments(function, "") : refused);
        }
        if (call.getFunctionQuantifier() != null) {
            throw new Refusal(call, Problem.error("language.quantifier"));
        }
    }

    @Override
    public @Nullable SqlNode visit(SqlIdentifier id) {
        if (id.isStar()) {
            throw new Refusal(id, Problem.error("language.star"));
        }
        Field column = input.field(id.names.get(0));
        boolean isField = column != null && column.type().is(TypeKind.ROW);
        if (!id.isSimple() && !isField) {
            throw new Refusal(id, Problem.error("language.dotted", id.toString()));
        }
        return id;
    }

    @Override
    public @Nullable SqlNode visit(SqlLiteral literal) {
        if (literal instanceof SqlIntervalLiteral interval) {
            return inDaysOrMonths(interval);
        }
        if (literal instanceof SqlNumericLiteral number && tooManyDigits(number)) {
            throw new Refusal(literal, Problem.error("language.number-range"));
        }
        return literal instanceof SqlIntervalLiteral interval ? inDaysOrMonths(interval) : literal;
    }

    /** Weeks and quarters in units whose length Calcite knows; it takes them for hours and months. */
    private static SqlNode inDaysOrMonths(SqlIntervalLiteral literal) {
        SqlIntervalLiteral.IntervalValue value = literal.getValueAs(SqlIntervalLiteral.IntervalValue.class);
        SqlIntervalQualifier unit = value.getIntervalQualifier();
        boolean isWeek = unit.timeUnitRange == TimeUnitRange.WEEK;
        int digits = Math.max(2, unit.getStartPrecisionPreservingDefault());
        String count = value.getIntervalLiteral().strip();
        if (!isWeek && unit.timeUnitRange != TimeUnitRange.QUARTER || !count.matches("[+-]?\\d{1," + digits + "}")) {
            return literal;
        }
        SqlParserPos pos = literal.getParserPosition();
        return SqlLiteral.createInterval(
                value.getSign(),
                Long.toString(Long.parseLong(count) * (isWeek ? 7 : 3)),
                new SqlIntervalQualifier(isWeek ? TimeUnit.DAY : TimeUnit.MONTH, 10, null, -1, pos),
                pos);
    }

    private static boolean tooManyDigits(SqlNumericLiteral number) {
        Integer scale = number.getScale();
        return scale != null && scale > DataType.MAX_DECIMAL_PRECISION;
    }

    @Override
    public @Nullable SqlNode visit(SqlDynamicParam parameter) {
        throw new Refusal(parameter, Problem.error("language.dynamic-parameter"));
    }

    @Override
    public @Nullable SqlNode visit(SqlDataTypeSpec type) {
        SqlTypeNameSpec spec = type.getTypeNameSpec();
        String name = spec.getTypeName().toString().toUpperCase(Locale.ROOT);
        if (spec instanceof SqlTimestampLtzTypeNameSpec) {
            // Its precision is only known to the validator; Checking looks at the type that comes out.
            return type;
        }
        if (spec instanceof SqlAlienSystemTypeNameSpec && (name.equals("STRING") || name.equals("BYTES"))) {
            return type;
        }
        if (NESTED.contains(name)) {
            return NestedTypeSpec.of(type);
        }
        if (!(spec instanceof SqlBasicTypeNameSpec basic) || !CAST_TARGETS.contains(name)) {
            throw new Refusal(type, Problem.error("language.type-not-offered", name));
        }
        if (name.equals("DECIMAL")
                && (basic.getPrecision() > DataType.MAX_DECIMAL_PRECISION
                        || basic.getPrecision() == 0
                        || basic.getScale() > Math.max(basic.getPrecision(), 0))) {
            throw new Refusal(type, Problem.error("language.decimal-type"));
        }
        if (name.equals("TIME") && basic.getPrecision() > FlinkTypes.MAX_TIME_PRECISION) {
            throw new Refusal(
                    type, Problem.error("language.timestamp-precision", name).fixedBy(Mistakes.replace("TIME(3)")));
        }
        if (name.equals("TIMESTAMP")) {
            checkTimestamp(type, basic.getPrecision(), "TIMESTAMP");
        }
        return type;
    }

    /** Without a precision SQL means microseconds, which event time does not have. */
    static void checkTimestamp(SqlNode at, int precision, String name) {
        if (precision < 0 || precision > FlinkTypes.MAX_TIMESTAMP_PRECISION) {
            throw new Refusal(
                    at, Problem.error("language.timestamp-precision", name).fixedBy(Mistakes.replace(name + "(3)")));
        }
    }
}
