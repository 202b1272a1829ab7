package dev.tailrace.language;

import dev.tailrace.data.Problem;
import dev.tailrace.language.functions.TimeTexts;
import java.math.BigDecimal;
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

/** Dates, timestamps and intervals. TIMESTAMP_LTZ has its wall clock in the environment's zone. */
final class TimeCode {
    /** Letters of java.time patterns that mean the same in every locale. */
    private static final String PATTERN_LETTERS = "yMdHmsS";

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
            return add(translation, call);
        }
        if (operator == SqlStdOperatorTable.TIMESTAMP_DIFF) {
            return difference(translation, call);
        }
        if (operator == Operators.TO_TIMESTAMP_LTZ) {
            return fromEpoch(translation, call);
        }
        return operator == Operators.DATE_FORMAT ? format(translation, call) : read(translation, call);
    }

    private static TimeUnitRange unit(RexNode node) {
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

    private static Refusal unitRefused(Object unit) {
        return new Refusal(null, Problem.error("language.unit", unit.toString()));
    }

    private static String zone(RowCode code) {
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
                    case EPOCH -> isDate || FlinkTypes.isLocalTimestamp(term.type()) ? null : "epoch";
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
            java = "Times.toInstant(" + java + ", " + zone(code) + ")";
        }
        return code.guarded(call.getType(), List.of(term), java);
    }

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

    private static Term add(Translation translation, RexCall call) {
        TimeUnitRange unit = unit(call.getOperands().get(0));
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
            default -> throw unitRefused(unit);
        };
    }

    private static Term shifted(
            RowCode code, RelDataType type, Term time, String amount, List<Term> others, boolean isMonths) {
        List<Term> terms = new java.util.ArrayList<>(others);
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

    private static Term difference(Translation translation, RexCall call) {
        RowCode code = translation.code();
        TimeUnitRange unit = unit(call.getOperands().get(0));
        Term from = translation.term(call.getOperands().get(1));
        Term to = translation.term(call.getOperands().get(2));
        if (from.isNullLiteral() || to.isNullLiteral()) {
            return Translation.nullOf(call.getType());
        }
        if (FlinkTypes.isLocalTimestamp(from.type()) || FlinkTypes.isLocalTimestamp(to.type())) {
            throw new Refusal(null, Problem.error("language.local-difference"));
        }
        List<Term> both = List.of(from, to);
        String a = local(code, from);
        String b = local(code, to);
        return switch (unit) {
            case SECOND, MINUTE, HOUR, DAY, WEEK ->
                code.pure(call.getType(), both, "(int) ((" + b + " - " + a + ") / (" + unitLength(unit) + "))");
            case MONTH, QUARTER, YEAR ->
                code.guarded(
                        call.getType(), both, "Times.monthsBetween(" + a + ", " + b + ") / (int) " + unitLength(unit));
            default -> throw unitRefused(unit);
        };
    }

    private static Term fromEpoch(Translation translation, RexCall call) {
        Term number = translation.term(call.getOperands().get(0));
        Term precision = translation.term(call.getOperands().get(1));
        if (!Long.valueOf(3).equals(precision.constant()) && !Long.valueOf(0).equals(precision.constant())) {
            throw new Refusal(null, Problem.error("language.epoch-precision"));
        }
        if (number.isNullLiteral()) {
            return Translation.nullOf(call.getType());
        }
        String java = "(long) " + number.value() + (Long.valueOf(0).equals(precision.constant()) ? " * 1000L" : "");
        return translation.code().pure(call.getType(), List.of(number), java);
    }

    private static @Nullable String pattern(RowCode code, Term term) {
        if (!(term.constant() instanceof String pattern)) {
            throw new Refusal(null, Problem.error("language.pattern-literal"));
        }
        try {
            TimeTexts.pattern(pattern);
        } catch (IllegalArgumentException wrong) {
            throw new Refusal(null, Problem.error("language.pattern", pattern));
        }
        boolean quoted = false;
        for (char c : pattern.toCharArray()) {
            quoted ^= c == '\'';
            boolean isLetter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!quoted && isLetter && PATTERN_LETTERS.indexOf(c) < 0 || pattern.contains("MMM")) {
                throw new Refusal(null, Problem.error("language.pattern-locale", pattern));
            }
        }
        return code.owner()
                .constant(
                        "java.time.format.DateTimeFormatter", "TimeTexts.pattern(" + ClassSource.quote(pattern) + ")");
    }

    private static Term format(Translation translation, RexCall call) {
        RowCode code = translation.code();
        List<Term> terms = translation.terms(call.getOperands());
        if (terms.stream().anyMatch(Term::isNullLiteral)) {
            return Translation.nullOf(call.getType());
        }
        return code.text(
                call.getType(),
                terms,
                "TimeTexts.format(" + local(code, terms.get(0)) + ", " + pattern(code, terms.get(1)) + ", %s)");
    }

    private static Term read(Translation translation, RexCall call) {
        RowCode code = translation.code();
        List<Term> terms = translation.terms(call.getOperands());
        if (terms.stream().anyMatch(Term::isNullLiteral)) {
            return Translation.nullOf(call.getType());
        }
        String pattern = terms.size() > 1 ? ", " + pattern(code, terms.get(1)) : "";
        return code.wideOrNull(
                call.getType(),
                terms,
                "TimeTexts.toTimestampOrNull(" + terms.get(0).arguments() + pattern + ", %s)");
    }

    static Term toText(RowCode code, Term term, RelDataType to) {
        List<Term> one = List.of(term);
        return term.type().getSqlTypeName() == SqlTypeName.DATE
                ? code.text(to, one, "Times.printDate(" + term.value() + ", %s)")
                : code.text(
                        to,
                        one,
                        "Times.printTimestamp(" + local(code, term) + ", "
                                + term.type().getPrecision() + ", %s)");
    }

    static Term fromText(RowCode code, Term term, RelDataType to) {
        List<Term> one = List.of(term);
        if (to.getSqlTypeName() == SqlTypeName.DATE) {
            return code.guarded(to, one, "TimeTexts.toDate(" + term.arguments() + ")");
        }
        checkPrecision(to);
        String java = "TimeTexts.toTimestamp(" + term.arguments() + ", " + to.getPrecision() + ")";
        return code.guarded(
                to, one, FlinkTypes.isLocalTimestamp(to) ? "Times.toInstant(" + java + ", " + zone(code) + ")" : java);
    }

    private static void checkPrecision(RelDataType type) {
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
            return from == SqlTypeName.DATE ? term : code.guarded(to, one, "Times.day(" + local(code, term) + ")");
        }
        checkPrecision(to);
        boolean keeps = from == to.getSqlTypeName();
        String java = keeps ? term.value() : local(code, term);
        if (FlinkTypes.isLocalTimestamp(to) && !keeps) {
            java = "Times.toInstant(" + java + ", " + zone(code) + ")";
        }
        boolean truncates =
                from != SqlTypeName.DATE && to.getPrecision() < term.type().getPrecision();
        return code.guarded(to, one, truncates ? "TimeTexts.truncate(" + java + ", " + to.getPrecision() + ")" : java);
    }
}
