package dev.tailrace.language;

import static dev.tailrace.language.Builtin.function;
import static dev.tailrace.language.Parameter.anyInteger;
import static dev.tailrace.language.Parameter.number;
import static dev.tailrace.language.Parameter.text;

import dev.tailrace.data.Problem;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** Functions on numbers. */
final class NumberFunctions {
    static final List<Builtin> ALL = List.of(
            function("ABS")
                    .shown("ABS(number)")
                    .parsedAs(() -> SqlStdOperatorTable.ABS)
                    .code(ArithmeticCode::of),
            function("CEIL")
                    .shown("CEIL(number)")
                    .shown("CEIL(timestamp TO unit)")
                    .parsedAs(() -> SqlStdOperatorTable.CEIL)
                    .code(NumberFunctions::wholeOrUnit),
            function("FLOOR")
                    .shown("FLOOR(number)")
                    .shown("FLOOR(timestamp TO unit)")
                    .parsedAs(() -> SqlStdOperatorTable.FLOOR)
                    .code(NumberFunctions::wholeOrUnit),
            function("MOD")
                    .shown("MOD(number, number)")
                    .parsedAs(() -> SqlStdOperatorTable.MOD)
                    .code(ArithmeticCode::of),
            function("ROUND")
                    .takes(number("number"))
                    .takes(number("number"), anyInteger("places"))
                    .gives(NumberFunctions::rounded)
                    .code(ArithmeticCode::of),
            function("SIGN")
                    .takes(number("number"))
                    .parsedAs(() -> SqlStdOperatorTable.SIGN)
                    .gives(Result.FIRST)
                    .neverFails()
                    .strict(NumberFunctions::sign),
            function("TRUNCATE")
                    .takes(number("number"))
                    .takes(number("number"), anyInteger("places"))
                    .parsedAs(() -> SqlStdOperatorTable.TRUNCATE)
                    .gives(NumberFunctions::rounded)
                    .code(ArithmeticCode::of),
            function("UNHEX")
                    .takes(text("text"))
                    .gives(Result.BYTES_OR_NULL)
                    .neverFails()
                    .callsOrNull("Binary.ofHex"));

    private NumberFunctions() {}

    private static Term sign(RowCode code, RelDataType type, List<Term> terms) {
        Term number = terms.get(0);
        refuseSmall("SIGN", type);
        return switch (number.carrier()) {
            case FLOAT, DOUBLE -> code.pure(type, terms, "Math.signum(" + number.value() + ")");
            case INT -> code.pure(type, terms, "Integer.signum(" + number.value() + ")");
            case LONG -> code.pure(type, terms, "(long) Long.signum(" + number.value() + ")");
            // One with all places; where there is none before the point, it is too large for the type.
            default -> {
                String sign = "Decimals.compare(" + number.wide() + ", 0L, 0L)";
                yield code.wideOrNull(
                        type,
                        terms,
                        "Decimals.fit(" + sign + " >> 31, " + sign + ", 0, " + type.getPrecision() + ", "
                                + type.getScale() + ", %s)");
            }
        };
    }

    /** For these, Flink generates code that does not compile. */
    static void refuseSmall(String function, RelDataType type) {
        if (type.getSqlTypeName() == SqlTypeName.TINYINT || type.getSqlTypeName() == SqlTypeName.SMALLINT) {
            throw new Refusal(null, Problem.error("language.cannot-apply", function, FlinkTypes.name(type)));
        }
    }

    private static Term wholeOrUnit(Translation translation, RexCall call) {
        return call.getOperands().size() == 2 ? TimeCode.of(translation, call) : ArithmeticCode.of(translation, call);
    }

    /** Rounding a decimal to fewer places takes them off its type and adds a digit for the carry. */
    private static RelDataType rounded(SqlOperatorBinding binding) {
        RelDataType type = binding.getOperandType(0);
        boolean nullable = binding.collectOperandTypes().stream().anyMatch(RelDataType::isNullable);
        RelDataTypeFactory factory = binding.getTypeFactory();
        if (!FlinkTypes.isDecimal(type)) {
            return factory.createTypeWithNullability(type, nullable);
        }
        int precision = type.getPrecision();
        int scale = type.getScale();
        int places = 0;
        if (binding.getOperandCount() == 2) {
            BigDecimal literal =
                    binding.isOperandLiteral(1, false) ? binding.getOperandLiteralValue(1, BigDecimal.class) : null;
            // One that is no INT is refused later.
            places = literal == null || literal.precision() > 9 ? scale : literal.intValue();
        }
        RelDataType rounded;
        if (places >= scale) {
            rounded = type;
        } else if (places < 0) {
            rounded = factory.createSqlType(SqlTypeName.DECIMAL, Math.min(38, 1 + precision - scale), 0);
        } else {
            rounded = factory.createSqlType(SqlTypeName.DECIMAL, 1 + precision - scale + places, places);
        }
        return factory.createTypeWithNullability(rounded, nullable);
    }
}
