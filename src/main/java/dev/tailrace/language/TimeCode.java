package dev.tailrace.language;

import dev.tailrace.data.Problem;
import java.time.Instant;
import java.time.zone.ZoneRules;
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
import org.jspecify.annotations.Nullable;

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
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> {
                ZoneRules rules = code.environment().zone().getRules();
                yield rules.isFixedOffset()
                        ? "(%s + %dL)"
                                .formatted(
                                        term.value(),
                                        rules.getOffset(Instant.EPOCH).getTotalSeconds() * 1000L)
                        : "Times.toLocal(" + term.value() + ", " + zone(code) + ")";
            }
            default -> term.value();
        };
    }

    /** A Java expression for milliseconds since 1970, as if a wall clock without a zone showed UTC. */
    static String utc(Term term) {
        return switch (term.type().getSqlTypeName()) {
            case DATE -> "(" + term.value() + " * Times.DAY)";
            case TIME -> "(long) " + term.value();
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
        String function = field(unit, term.type());
        if (function == null) {
            throw unitRefused(unit);
        }
        String of = FlinkTypes.isInterval(term.type()) ? term.value() : local(code, term);
        return code.guarded(call.getType(), List.of(term), function + "(" + of + ")");
    }

    /** The function that gives a unit of a date or time, or null where Flink has none that means what it says. */
    private static @Nullable String field(TimeUnitRange unit, RelDataType type) {
        if (FlinkTypes.isMonthInterval(type)) {
            return switch (unit) {
                case YEAR -> "Intervals.years";
                case MONTH -> "Intervals.months";
                default -> null;
            };
        }
        boolean isDate = type.getSqlTypeName() == SqlTypeName.DATE;
        boolean isTime = FlinkTypes.isTime(type);
        boolean isInterval = FlinkTypes.isDayInterval(type);
        String ofDay =
                switch (unit) {
                    case HOUR -> "hour";
                    case MINUTE -> "minute";
                    case SECOND -> "second";
                    case MILLISECOND -> "millisecond";
                    case MICROSECOND -> isTime || isInterval ? null : "microsecond";
                    case NANOSECOND -> isTime || isInterval ? null : "nanosecond";
                    default -> null;
                };
        if (ofDay != null) {
            return isDate ? null : "Times." + ofDay;
        }
        if (isTime || isInterval) {
            return isInterval && unit == TimeUnitRange.DAY ? "Intervals.days" : null;
        }
        return switch (unit) {
            case MILLENNIUM -> "Times.millennium";
            case CENTURY -> "Times.century";
            case DECADE -> "Times.decade";
            case YEAR -> "Times.year";
            case ISOYEAR -> "Times.isoYear";
            case QUARTER -> "Times.quarter";
            case MONTH -> "Times.month";
            case WEEK -> "Times.week";
            case DAY -> "Times.dayOfMonth";
            case DOY -> "Times.dayOfYear";
            case DOW -> "Times.dayOfWeek";
            case ISODOW -> "Times.isoDayOfWeek";
            // Of the wall clock, even for TIMESTAMP_LTZ.
            case EPOCH -> "Times.epoch";
            default -> null;
        };
    }

    private static Term floor(Translation translation, RexCall call) {
        RowCode code = translation.code();
        Term term = translation.term(call.getOperands().get(0));
        TimeUnitRange unit = unit(call.getOperands().get(1));
        if (term.isNullLiteral()) {
            return Translation.nullOf(call.getType());
        }
        boolean isFloor = call.getKind() == SqlKind.FLOOR;
        String function = "Units." + (isFloor ? "floor" : "ceil");
        if (FlinkTypes.isTime(term.type())) {
            // CEIL could come to 24:00, which is no time; longer units mean something else in Flink.
            if (!isFloor
                    || !(unit == TimeUnitRange.SECOND || unit == TimeUnitRange.MINUTE || unit == TimeUnitRange.HOUR)) {
                throw unitRefused(unit);
            }
            return code.pure(
                    call.getType(), List.of(term), "(int) Units.floor(" + term.value() + ", Times." + unit + ")");
        }
        if (term.type().getSqlTypeName() == SqlTypeName.DATE) {
            return floorDate(code, call, term, unit, function);
        }
        String local = local(code, term);
        String java = days(unit, function, "Times.day(" + local + ")");
        if (java != null) {
            java = "(" + java + " * Times.DAY)";
        } else {
            java = switch (unit) {
                case MILLISECOND -> local;
                case SECOND, MINUTE, HOUR, DAY -> function + "(" + local + ", Times." + unit + ")";
                default -> throw unitRefused(unit);
            };
        }
        if (FlinkTypes.isLocalTimestamp(term.type())) {
            // Back by the difference that the wall clock has now, as in Flink, not by that at the unit's end.
            java += " - (" + local + " - " + term.value() + ")";
        }
        return code.guarded(call.getType(), List.of(term), java);
    }

    private static Term floorDate(RowCode code, RexCall call, Term term, TimeUnitRange unit, String function) {
        String java = days(unit, function, term.value());
        if (java == null) {
            boolean isNextDay = unit == TimeUnitRange.DAY && call.getKind() == SqlKind.CEIL;
            boolean isPart = unit == TimeUnitRange.SECOND || unit == TimeUnitRange.MINUTE || unit == TimeUnitRange.HOUR;
            if (!isPart && unit != TimeUnitRange.DAY) {
                throw unitRefused(unit);
            }
            // Flink takes a date for the midnight at its end when it rounds it up to days.
            return isNextDay ? code.pure(call.getType(), List.of(term), term.value() + " + 1") : term;
        }
        return code.guarded(call.getType(), List.of(term), java);
    }

    /** A Java expression for the first day of the unit that a day is in, or null for units of less than a week. */
    private static @Nullable String days(TimeUnitRange unit, String function, String day) {
        return switch (unit) {
            case WEEK -> function + "Week(" + day + ")";
            case MONTH -> function + "Month(" + day + ")";
            case QUARTER -> function + "Quarter(" + day + ")";
            case YEAR -> function + "Year(" + day + ")";
            case DECADE -> function + "Years(" + day + ", 10, 0)";
            case CENTURY -> function + "Years(" + day + ", 100, 1)";
            case MILLENNIUM -> function + "Years(" + day + ", 1000, 1)";
            default -> null;
        };
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
            return from == SqlTypeName.DATE
                    ? term
                    : code.guarded(
                            to,
                            one,
                            (FlinkTypes.isLocalTimestamp(term.type()) ? "Times.floorDay(" : "Times.day(")
                                    + local(code, term) + ")");
        }
        if (FlinkTypes.isTime(to)) {
            String time = from == SqlTypeName.TIME
                    ? term.value()
                    : (FlinkTypes.isLocalTimestamp(term.type()) ? "TimeOfDay.floorOf(" : "TimeOfDay.of(")
                            + local(code, term) + ")";
            boolean isCut = to.getPrecision() < term.type().getPrecision();
            return code.guarded(to, one, isCut ? "TimeOfDay.truncate(" + time + ", " + to.getPrecision() + ")" : time);
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
