package dev.tailrace.language;

import static dev.tailrace.language.Builtin.function;
import static dev.tailrace.language.Parameter.anyInteger;
import static dev.tailrace.language.Parameter.number;

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
                    .code(ArithmeticCode::of));

    private NumberFunctions() {}

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
