package dev.tailrace.language;

import dev.tailrace.data.DataType;
import java.math.BigDecimal;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * An expression that is a column of 64-bit numbers without nulls times a literal, exact in 128 bits.
 *
 * @param factor the literal's unscaled value
 * @param isDecimal whether the column is a DECIMAL, not a BIGINT
 */
record Scaling(long factor, int column, boolean isDecimal, DataType type) {
    /** The expression as such, or null if it is something else. */
    static @Nullable Scaling of(Expression expression) {
        if (!(expression.rex() instanceof RexCall times)
                || times.getKind() != SqlKind.TIMES
                || times.getType().isNullable()) {
            return null;
        }
        RexNode first = times.getOperands().get(0);
        RexNode second = times.getOperands().get(1);
        if (!((first instanceof RexLiteral ? first : second) instanceof RexLiteral literal)
                || !((first instanceof RexLiteral ? second : first) instanceof RexInputRef column)
                || !ArithmeticCode.isExactProduct(times.getType(), first.getType(), second.getType())
                || Term.carrierOf(times.getType()) != Term.Carrier.WIDE
                || Term.carrierOf(column.getType()) == Term.Carrier.INT) {
            return null;
        }
        BigDecimal factor = new BigDecimal(String.valueOf(literal.getValueAs(BigDecimal.class)))
                .setScale(FlinkTypes.scale(literal.getType()));
        return new Scaling(
                factor.unscaledValue().longValueExact(),
                column.getIndex(),
                FlinkTypes.isDecimal(column.getType()),
                expression.type());
    }
}
