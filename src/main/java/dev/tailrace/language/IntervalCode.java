package dev.tailrace.language;

import dev.tailrace.data.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/** Moves dates and timestamps by an amount of time, and measures how far they are apart. */
final class IntervalCode {
    private IntervalCode() {}

    /** A timestamp or date plus or minus an interval that is a literal. */
    static Term plus(Translation translation, RexCall call) {
        RexNode first = call.getOperands().get(0);
        RexNode second = call.getOperands().get(call.getOperands().size() - 1);
        boolean isSwapped = SqlTypeName.INTERVAL_TYPES.contains(first.getType().getSqlTypeName());
        RexNode time = isSwapped ? second : first;
        RexNode interval = isSwapped ? first : second;
        BigDecimal amount = interval instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
        if (amount == null
                || !SqlTypeName.INTERVAL_TYPES.contains(interval.getType().getSqlTypeName())
                || call.getKind() != SqlKind.PLUS && call.getKind() != SqlKind.MINUS) {
            throw new Refusal(null, Problem.error("language.interval"));
        }
        long count = call.getKind() == SqlKind.MINUS ? -amount.longValueExact() : amount.longValueExact();
        boolean isMonths =
                SqlTypeName.YEAR_INTERVAL_TYPES.contains(interval.getType().getSqlTypeName());
        return shifted(translation.code(), call.getType(), translation.term(time), count + "L", List.of(), isMonths);
    }

    static Term add(Translation translation, RexCall call) {
        TimeUnitRange unit = TimeCode.unit(call.getOperands().get(0));
        Term count = translation.term(call.getOperands().get(1));
        Term time = translation.term(call.getOperands().get(2));
        if (count.isNullLiteral() || time.isNullLiteral()) {
            return Translation.nullOf(call.getType());
        }
        if (count.carrier() != Term.Carrier.INT) {
            throw new Refusal(null, Problem.error("language.interval"));
        }
        boolean isMonths = unit == TimeUnitRange.YEAR || unit == TimeUnitRange.QUARTER || unit == TimeUnitRange.MONTH;
        String amount = "(long) " + count.value() + " * " + unitLength(unit);
        return shifted(translation.code(), call.getType(), time, amount, List.of(count), isMonths);
    }

    /** Milliseconds, or months, of a unit. */
    private static String unitLength(TimeUnitRange unit) {
        return switch (unit) {
            case SECOND, MINUTE, HOUR, DAY -> "Times." + unit;
            case WEEK -> "7L * Times.DAY";
            case MONTH -> "1L";
            case QUARTER -> "3L";
            case YEAR -> "12L";
            default -> throw TimeCode.unitRefused(unit);
        };
    }

    private static Term shifted(
            RowCode code, RelDataType type, Term time, String amount, List<Term> others, boolean isMonths) {
        List<Term> terms = new ArrayList<>(others);
        terms.add(time);
        boolean isDate = time.type().getSqlTypeName() == SqlTypeName.DATE;
        boolean givesDate = type.getSqlTypeName() == SqlTypeName.DATE;
        if (isDate && !givesDate) {
            throw new Refusal(null, Problem.error("language.date-interval"));
        }
        if (FlinkTypes.isLocalTimestamp(time.type()) && isMonths) {
            throw new Refusal(null, Problem.error("language.local-months"));
        }
        if (isDate) {
            return code.guarded(
                    type,
                    terms,
                    isMonths
                            ? "Times.addMonthsToDate(" + time.value() + ", " + amount + ")"
                            : "(int) (" + time.value() + " + (" + amount + ") / Times.DAY)");
        }
        return isMonths
                ? code.guarded(type, terms, "Times.addMonths(" + time.value() + ", " + amount + ")")
                : code.pure(type, terms, time.value() + " + (" + amount + ")");
    }

    static Term difference(Translation translation, RexCall call) {
        RowCode code = translation.code();
        TimeUnitRange unit = TimeCode.unit(call.getOperands().get(0));
        Term from = translation.term(call.getOperands().get(1));
        Term to = translation.term(call.getOperands().get(2));
        if (from.isNullLiteral() || to.isNullLiteral()) {
            return Translation.nullOf(call.getType());
        }
        if (FlinkTypes.isLocalTimestamp(from.type()) || FlinkTypes.isLocalTimestamp(to.type())) {
            throw new Refusal(null, Problem.error("language.local-difference"));
        }
        List<Term> both = List.of(from, to);
        String a = TimeCode.local(code, from);
        String b = TimeCode.local(code, to);
        return switch (unit) {
            case SECOND, MINUTE, HOUR, DAY, WEEK ->
                code.pure(call.getType(), both, "(int) ((" + b + " - " + a + ") / (" + unitLength(unit) + "))");
            case MONTH, QUARTER, YEAR ->
                code.guarded(
                        call.getType(), both, "Times.monthsBetween(" + a + ", " + b + ") / (int) " + unitLength(unit));
            default -> throw TimeCode.unitRefused(unit);
        };
    }
}
