package dev.tailrace.language;

import dev.tailrace.data.Problem;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** Dates and timestamps: their fields, rounding and conversions. TIMESTAMP_LTZ has its wall clock in the environment's zone. */
final class TimeCode {
    private TimeCode() {}

    static boolean isTime(RexCall call) {
        return call.getOperands().stream()
                .anyMatch(operand -> SqlTypeName.DATETIME_TYPES.contains(
                                operand.getType().getSqlTypeName())
                        || SqlTypeName.INTERVAL_TYPES.contains(operand.getType().getSqlTypeName()));
    }

    static Term of(Translation translation, RexCall call) {
        SqlOperator operator = call.getOperator();
        if (call.getKind() == SqlKind.EXTRACT) {
            return extract(translation, call);
        }
        if (call.getKind() == SqlKind.FLOOR || call.getKind() == SqlKind.CEIL) {
            return floor(translation, call);
        }
        if (operator == SqlStdOperatorTable.TIMESTAMP_ADD) {
            return IntervalCode.add(translation, call);
        }
        if (operator == SqlStdOperatorTable.TIMESTAMP_DIFF) {
            return IntervalCode.difference(translation, call);
        }
        throw new Refusal(null, Problem.error("language.not-offered", operator.getName()));
    }

    static TimeUnitRange unit(RexNode node) {
        if (node instanceof RexLiteral literal) {
            Object value = literal.getValue();
            if (value instanceof TimeUnitRange range) {
                return range;
            }
            if (value instanceof TimeUnit unit) {
                return TimeUnitRange.of(unit, null);
            }
        }
        throw new Refusal(null, Problem.error("language.not-offered", node.toString()));
    }

    static Refusal unitRefused(Object unit) {
        return new Refusal(null, Problem.error("language.unit", unit.toString()));
    }

    static String zone(RowCode code) {
        return code.owner()
                .constant(
                        "java.time.zone.ZoneRules",
                        "Times.rules("
                                + ClassSource.quote(code.environment().zone().getId()) + ")");
    }

    /** A Java expression for the wall clock of a date or timestamp in milliseconds. */
    static String local(RowCode code, Term term) {
        return switch (term.type().getSqlTypeName()) {
            case DATE -> "(" + term.value() + " * Times.DAY)";
            case TIME -> "(long) " + term.value();
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "Times.toLocal(" + term.value() + ", " + zone(code) + ")";
            default -> term.value();
        };
    }

    private static Term extract(Translation translation, RexCall call) {
        RowCode code = translation.code();
        TimeUnitRange unit = unit(call.getOperands().get(0));
        Term term = translation.term(call.getOperands().get(1));
        if (term.isNullLiteral()) {
            return Translation.nullOf(call.getType());
        }
        boolean isDate = term.type().getSqlTypeName() == SqlTypeName.DATE;
        String function =
                switch (unit) {
                    case YEAR -> "year";
                    case QUARTER -> "quarter";
                    case MONTH -> "month";
                    case WEEK -> "week";
                    case DAY -> "dayOfMonth";
                    case DOY -> "dayOfYear";
                    case DOW -> "dayOfWeek";
                    case HOUR -> isDate ? null : "hour";
                    case MINUTE -> isDate ? null : "minute";
                    case SECOND -> isDate ? null : "second";
                    case MILLISECOND -> isDate ? null : "millisecond";
                    // Of the wall clock, even for TIMESTAMP_LTZ.
                    case EPOCH -> "epoch";
                    default -> null;
                };
        if (function == null) {
            throw unitRefused(unit);
        }
        return code.guarded(call.getType(), List.of(term), "Times." + function + "(" + local(code, term) + ")");
    }

    private static Term floor(Translation translation, RexCall call) {
        RowCode code = translation.code();
        Term term = translation.term(call.getOperands().get(0));
        TimeUnitRange unit = unit(call.getOperands().get(1));
        if (term.isNullLiteral()) {
            return Translation.nullOf(call.getType());
        }
        if (term.type().getSqlTypeName() == SqlTypeName.DATE) {
            throw unitRefused(unit);
        }
        boolean isLongUnit = unit != TimeUnitRange.SECOND
                && unit != TimeUnitRange.MINUTE
                && unit != TimeUnitRange.HOUR
                && unit != TimeUnitRange.DAY;
        // Flink's CEIL to weeks can lie before the timestamp, and its long units of TIMESTAMP_LTZ miss a change of the
        // clock in between.
        if (isLongUnit && FlinkTypes.isLocalTimestamp(term.type())
                || unit == TimeUnitRange.WEEK && call.getKind() == SqlKind.CEIL) {
            throw unitRefused(unit);
        }
        String function = call.getKind() == SqlKind.FLOOR ? "Times.floorTo" : "Times.ceilTo";
        String local = local(code, term);
        String java =
                switch (unit) {
                    case SECOND, MINUTE, HOUR, DAY -> function + "(" + local + ", Times." + unit + ")";
                    case WEEK -> function + "Week(" + local + ")";
                    case MONTH -> function + "Months(" + local + ", 1)";
                    case QUARTER -> function + "Months(" + local + ", 3)";
                    case YEAR -> function + "Months(" + local + ", 12)";
                    default -> throw unitRefused(unit);
                };
        if (FlinkTypes.isLocalTimestamp(term.type())) {
            // Back by the difference that the wall clock has now, as in Flink, not by that at the unit's end.
            java += " - (" + local + " - " + term.value() + ")";
        }
        return code.guarded(call.getType(), List.of(term), java);
    }

    static Term fromEpoch(Translation translation, RexCall call) {
        Term number = translation.term(call.getOperands().get(0));
        Term precision = translation.term(call.getOperands().get(1));
        if (!Long.valueOf(3).equals(precision.constant()) && !Long.valueOf(0).equals(precision.constant())) {
            throw new Refusal(null, Problem.error("language.epoch-precision"));
        }
        if (number.isNullLiteral()) {
            return Translation.nullOf(call.getType());
        }
        String unit = Long.valueOf(0).equals(precision.constant()) ? "1000L" : "1L";
        return translation
                .code()
                .wideOrNull(
                        call.getType(),
                        List.of(number),
                        "Times.fromEpoch((long) " + number.value() + ", " + unit + ", %s)");
    }

    static void checkPrecision(RelDataType type) {
        if (type.getPrecision() > FlinkTypes.MAX_TIMESTAMP_PRECISION) {
            throw new Refusal(
                    null,
                    Problem.error(
                            "language.timestamp-precision",
                            FlinkTypes.isLocalTimestamp(type) ? "TIMESTAMP_LTZ" : "TIMESTAMP"));
        }
    }

    /** Conversions between dates and timestamps. */
    static Term convert(RowCode code, Term term, RelDataType to) {
        SqlTypeName from = term.type().getSqlTypeName();
        boolean isTime =
                SqlTypeName.DATETIME_TYPES.contains(from) && SqlTypeName.DATETIME_TYPES.contains(to.getSqlTypeName());
        if (!isTime) {
            throw CastCode.refused(term.type(), to);
        }
        List<Term> one = List.of(term);
        if (to.getSqlTypeName() == SqlTypeName.DATE) {
            return from == SqlTypeName.DATE ? term : code.guarded(to, one, (FlinkTypes.isLocalTimestamp(term.type()) ? "Times.floorDay(" : "Times.day(") + local(code, term) + ")");
        }
        if (FlinkTypes.isTime(to)) {
            String time = from == SqlTypeName.TIME ? term.value() : (FlinkTypes.isLocalTimestamp(term.type()) ? "TimeOfDay.floorOf(" : "TimeOfDay.of(") + local(code, term) + ")";
            boolean isCut = to.getPrecision() < term.type().getPrecision();
            return code.guarded(
                    to, one, isCut ? "TimeOfDay.truncate(" + time + ", " + to.getPrecision() + ")" : time);
        }
        checkPrecision(to);
        boolean keeps = from == to.getSqlTypeName();
        String java = keeps ? term.value() : local(code, term);
        if (FlinkTypes.isLocalTimestamp(to) && !keeps) {
            java = "Times.toInstant(" + java + ", " + zone(code) + ")";
        }
        boolean truncates =
                from != SqlTypeName.DATE && to.getPrecision() < term.type().getPrecision();
        return code.guarded(to, one, truncates ? "Times.truncate(" + java + ", " + to.getPrecision() + ")" : java);
    }
}
