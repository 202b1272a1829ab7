package dev.tailrace.language;

import dev.tailrace.data.Problem;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Moves dates and times by an amount of time, measures how far they are apart, and computes with such amounts: an
 * interval is a number of months, or of milliseconds.
 */
final class IntervalCode {
    private IntervalCode() {}

    /** Plus, minus and times where a date, a time or an interval takes part. */
    static Term arithmetic(Translation translation, RexCall call) {
        RowCode code = translation.code();
        RelDataType type = call.getType();
        List<Term> terms = translation.terms(call.getOperands());
        if (terms.stream().anyMatch(Term::isNullLiteral)) {
            return Translation.nullOf(type);
        }
        Term first = terms.get(0);
        Term last = terms.get(terms.size() - 1);
        String minus = call.getKind() == SqlKind.MINUS || call.getKind() == SqlKind.MINUS_PREFIX ? "-" : "";
        if (FlinkTypes.isInterval(type)) {
            return interval(code, call, first, last);
        }
        boolean isSwapped = FlinkTypes.isInterval(first.type());
        Term time = isSwapped ? last : first;
        Term interval = isSwapped ? first : last;
        boolean isMove = (call.getKind() == SqlKind.PLUS || call.getKind() == SqlKind.MINUS)
                && FlinkTypes.isInterval(interval.type())
                && !FlinkTypes.isInterval(time.type());
        if (!isMove) {
            throw new Refusal(null, Problem.error("language.interval"));
        }
        String amount = minus + "(long) " + interval.value();
        return shifted(code, type, time, amount, List.of(interval), FlinkTypes.isMonthInterval(interval.type()));
    }

    private static Term interval(RowCode code, RexCall call, Term first, Term last) {
        RelDataType type = call.getType();
        List<Term> both = List.of(first, last);
        boolean areIntervals = FlinkTypes.isInterval(first.type()) && FlinkTypes.isInterval(last.type());
        String narrow = FlinkTypes.isMonthInterval(type) ? "(int) " : "";
        if (call.getKind() == SqlKind.MINUS_PREFIX) {
            return code.pure(type, List.of(first), "-" + first.value());
        }
        if (call.getKind() == SqlKind.TIMES
                && (FlinkTypes.isInteger(first.type()) || FlinkTypes.isInteger(last.type()))) {
            return code.pure(type, both, narrow + "(" + first.value() + " * " + last.value() + ")");
        }
        if (call.getKind() == SqlKind.PLUS && areIntervals) {
            return code.pure(type, both, first.value() + " + " + last.value());
        }
        if (call.getKind() == SqlKind.MINUS && areIntervals) {
            return code.pure(type, both, first.value() + " - " + last.value());
        }
        boolean areTimes = first.type().getSqlTypeName() == last.type().getSqlTypeName();
        if (call.getKind() != SqlKind.MINUS || !areTimes) {
            throw new Refusal(null, Problem.error("language.interval"));
        }
        String to = TimeCode.utc(first);
        String from = TimeCode.utc(last);
        if (!FlinkTypes.isMonthInterval(type)) {
            return code.pure(type, both, to + " - " + from);
        }
        refuseMonthsOfTime(first);
        return code.guarded(type, both, "Times.monthsBetween(" + from + ", " + to + ")");
    }

    private static void refuseMonthsOfTime(Term time) {
        if (FlinkTypes.isTime(time.type())) {
            throw TimeCode.unitRefused(TimeUnitRange.MONTH);
        }
    }

    static Term add(Translation translation, RexCall call) {
        TimeUnitRange unit = TimeCode.unit(call.getOperands().get(0));
        Term count = translation.term(call.getOperands().get(1));
        Term time = translation.term(call.getOperands().get(2));
        if (count.isNullLiteral() || time.isNullLiteral()) {
            return Translation.nullOf(call.getType());
        }
        if (!FlinkTypes.isInteger(count.type())) {
            throw new Refusal(null, Problem.error("language.interval"));
        }
        boolean isMonths = unit == TimeUnitRange.YEAR || unit == TimeUnitRange.QUARTER || unit == TimeUnitRange.MONTH;
        String amount = "(long) " + count.value() + " * " + unitLength(unit);
        return shifted(translation.code(), call.getType(), time, amount, List.of(count), isMonths);
    }

    /** Milliseconds, or months, of a unit. */
    private static String unitLength(TimeUnitRange unit) {
        return switch (unit) {
            case MILLISECOND -> "1L";
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
        if (FlinkTypes.isTime(time.type())) {
            return isMonths
                    ? time
                    : code.pure(type, terms, "(int) Math.floorMod(" + time.value() + " + (" + amount + "), Times.DAY)");
        }
        boolean isDate = time.type().getSqlTypeName() == SqlTypeName.DATE;
        if (isDate && type.getSqlTypeName() == SqlTypeName.DATE) {
            return code.guarded(
                    type,
                    terms,
                    isMonths
                            ? "Times.addMonthsToDate(" + time.value() + ", " + amount + ")"
                            : "(int) (" + time.value() + " + (" + amount + ") / Times.DAY)");
        }
        // Of a TIMESTAMP_LTZ too, months are those of UTC.
        String millis = TimeCode.utc(time);
        return isMonths
                ? code.guarded(type, terms, "Times.addMonths(" + millis + ", " + amount + ")")
                : code.pure(type, terms, millis + " + (" + amount + ")");
    }

    static Term difference(Translation translation, RexCall call) {
        RowCode code = translation.code();
        TimeUnitRange unit = TimeCode.unit(call.getOperands().get(0));
        Term from = translation.term(call.getOperands().get(1));
        Term to = translation.term(call.getOperands().get(2));
        if (from.isNullLiteral() || to.isNullLiteral()) {
            return Translation.nullOf(call.getType());
        }
        if (FlinkTypes.isLocalTimestamp(from.type()) != FlinkTypes.isLocalTimestamp(to.type())) {
            throw new Refusal(null, Problem.error("language.local-difference"));
        }
        List<Term> both = List.of(from, to);
        String a = TimeCode.utc(from);
        String b = TimeCode.utc(to);
        return switch (unit) {
            // Whole seconds, as thousandths.
            case MILLISECOND ->
                code.pure(call.getType(), both, "(int) ((" + b + " - " + a + ") / Times.SECOND * Times.SECOND)");
            case SECOND, MINUTE, HOUR, DAY, WEEK ->
                code.pure(call.getType(), both, "(int) ((" + b + " - " + a + ") / (" + unitLength(unit) + "))");
            case MONTH, QUARTER, YEAR -> {
                refuseMonthsOfTime(from);
                yield code.guarded(
                        call.getType(), both, "Times.monthsBetween(" + a + ", " + b + ") / (int) " + unitLength(unit));
            }
            default -> throw TimeCode.unitRefused(unit);
        };
    }
}
