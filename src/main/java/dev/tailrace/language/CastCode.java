package dev.tailrace.language;

import dev.tailrace.data.Problem;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * CAST, TRY_CAST and the conversions that other operators need, as Flink converts: numbers wrap or saturate like Java's
 * casts, decimals round half up and become NULL where they do not fit, a text that cannot be read fails.
 */
final class CastCode {
    private CastCode() {}

    static Term cast(Translation translation, RexCall call) {
        if (call.getOperands().get(0).getType().getSqlTypeName() == SqlTypeName.NULL) {
            return Translation.nullOf(call.getType());
        }
        Term term = translation.term(call.getOperands().get(0));
        if (term.isNullLiteral()) {
            return Translation.nullOf(call.getType());
        }
        return convert(translation.code(), term, call.getType());
    }

    /** The same conversion with NULL for a failure. */
    static Term tryCast(Translation translation, RexCall call) {
        RowCode code = translation.code();
        RelDataType type = call.getType();
        if (call.getOperands().get(0).getType().getSqlTypeName() == SqlTypeName.NULL) {
            return Translation.nullOf(type);
        }
        Term term = translation.term(call.getOperands().get(0));
        if (term.isNullLiteral()) {
            return Translation.nullOf(type);
        }
        Term.Carrier carrier = Term.carrierOf(type);
        if (!canFail(term.type(), type)) {
            return convert(code, term, type);
        }
        List<String> parts = carrier == Term.Carrier.WIDE
                ? List.of(code.local("long", "0L"), code.local("long", "0L"))
                : carrier == Term.Carrier.NESTED
                        ? List.of(code.local("Column", "null"), code.local("int", "0"))
                        : List.of(code.local(carrier.java, carrier.zero));
        String isNull = code.local("boolean", "true");
        code.open("try");
        Term converted = convert(code, term, type);
        for (int i = 0; i < parts.size(); i++) {
            code.line(parts.get(i) + " = " + converted.parts().get(i) + ";");
        }
        code.line(isNull + " = " + (converted.isNull() == null ? "false" : converted.isNull()) + ";");
        code.close();
        code.line("catch (RuntimeException unreadable) { " + isNull + " = true; }");
        return new Term(carrier, type, parts, isNull, null);
    }

    /** NaN as a decimal also fails, but in Flink it does so with TRY_CAST as well. */
    private static boolean canFail(RelDataType from, RelDataType to) {
        List<RelDataType> before = NestedTypes.children(from);
        List<RelDataType> after = NestedTypes.children(to);
        if (!before.isEmpty() && before.size() == after.size()) {
            return IntStream.range(0, before.size()).anyMatch(i -> canFail(before.get(i), after.get(i)));
        }
        return FlinkTypes.isText(from) && !FlinkTypes.isText(to) && !FlinkTypes.isBinary(to);
    }

    static Term convert(RowCode code, Term term, RelDataType to) {
        RelDataType from = term.type();
        if (FlinkTypes.isBinary(to)) {
            return ofLength(code, term, to);
        }
        if (FlinkTypes.isText(to)) {
            return toText(code, term, to);
        }
        if (FlinkTypes.isNested(to)) {
            return NestedCasts.convert(code, term, to);
        }
        if (FlinkTypes.isText(from)) {
            return fromText(code, term, to);
        }
        if (FlinkTypes.isNumber(from) && FlinkTypes.isNumber(to)) {
            return FlinkTypes.isDecimal(to)
                    ? toDecimal(code, term, to)
                    : code.guarded(to, List.of(term), numeric(code, term, to));
        }
        if (from.getSqlTypeName() == SqlTypeName.BOOLEAN) {
            return fromBoolean(code, term, to);
        }
        if (to.getSqlTypeName() == SqlTypeName.BOOLEAN) {
            // NaN is true.
            String java = term.carrier() == Term.Carrier.WIDE
                    ? "(" + term.parts().get(0) + " | " + term.parts().get(1) + ") != 0L"
                    : term.value() + " != 0";
            return code.pure(to, List.of(term), java);
        }
        return TimeCode.convert(code, term, to);
    }

    private static Term fromBoolean(RowCode code, Term term, RelDataType to) {
        List<Term> one = List.of(term);
        return switch (Term.carrierOf(to)) {
            case BOOLEAN -> new Term(term.carrier(), to, term.parts(), term.isNull(), term.constant());
            case DECIMAL, WIDE ->
                code.wideOrNull(
                        to,
                        one,
                        "Decimals.fit(0L, " + term.value() + " ? 1L : 0L, 0, " + to.getPrecision() + ", "
                                + to.getScale() + ", %s)");
            default -> code.pure(to, one, "(" + term.value() + " ? 1 : 0)");
        };
    }

    /** A Java expression for a number as FLOAT, DOUBLE or a whole number. */
    static String numeric(RowCode code, Term term, RelDataType to) {
        Term.Carrier carrier = Term.carrierOf(to);
        if (carrier == Term.Carrier.DOUBLE) {
            return doubleOf(code, term);
        }
        if (carrier == Term.Carrier.FLOAT) {
            return isDecimal(term) ? "(float) " + doubleOf(code, term) : "(float) " + term.value();
        }
        String whole = FlinkTypes.isDecimal(term.type()) ? wholeOf(code, term) : term.value();
        return switch (to.getSqlTypeName()) {
            case TINYINT -> "(byte) " + whole;
            case SMALLINT -> "(short) " + whole;
            case INTEGER -> term.carrier() == Term.Carrier.INT ? whole : "(int) " + whole;
            default -> term.carrier() == Term.Carrier.LONG ? whole : "(long) " + whole;
        };
    }

    /** A Java expression for an exact number as a long: cut, and wrapped where it is larger. */
    static String wholeOf(RowCode code, Term term) {
        return switch (term.carrier()) {
            case DECIMAL ->
                "(" + term.value() + " / " + ArithmeticCode.power(term.type().getScale()) + ")";
            case WIDE -> "Decimals.toLong(" + term.decimal() + ", " + code.wide() + ")";
            default -> "(long) " + term.value();
        };
    }

    private static boolean isDecimal(Term term) {
        return term.carrier() == Term.Carrier.DECIMAL || term.carrier() == Term.Carrier.WIDE;
    }

    static String doubleOf(RowCode code, Term term) {
        return switch (term.carrier()) {
            case DOUBLE -> term.value();
            case DECIMAL ->
                "((double) " + term.value() + " / "
                        + ArithmeticCode.power(term.type().getScale()) + ")";
            case WIDE -> "Decimals.toDouble(" + term.decimal() + ", " + code.wide() + ")";
            default -> "(double) " + term.value();
        };
    }

    private static Term toDecimal(RowCode code, Term term, RelDataType to) {
        boolean isWide = Term.carrierOf(to) == Term.Carrier.WIDE;
        String fit = ", " + to.getPrecision() + ", " + to.getScale() + ", %s)";
        if (FlinkTypes.isApproximate(term.type())) {
            return code.wideOrNull(to, List.of(term), "Decimals.fit(" + doubleOf(code, term) + fit);
        }
        int room = to.getPrecision() - to.getScale();
        boolean fits = room >= FlinkTypes.digits(term.type()) - FlinkTypes.scale(term.type());
        String java = fits ? ArithmeticCode.longAtScale(term, to.getScale()) : null;
        if (java != null && !isWide) {
            return code.pure(to, List.of(term), java);
        }
        if (java != null) {
            String low = code.local("long", java);
            return new Term(Term.Carrier.WIDE, to, List.of("(" + low + " >> 63)", low), term.isNull(), null);
        }
        return code.wideOrNull(to, List.of(term), "Decimals.fit(" + term.decimal() + fit);
    }

    private static Term toText(RowCode code, Term term, RelDataType to) {
        return ofLength(code, plainText(code, term, to), to);
    }

    /** Cut to the length of the type, and filled up to it with blanks or zeros. */
    private static Term ofLength(RowCode code, Term text, RelDataType to) {
        int length = FlinkTypes.length(to);
        if (length < 0) {
            return new Term(Term.Carrier.TEXT, to, text.parts(), text.isNull(), text.constant());
        }
        String function = FlinkTypes.isBinary(to) ? "Binary." : "Text.";
        function += FlinkTypes.isPadded(to) ? "pad(" : "truncate(";
        return code.text(to, List.of(text), function + text.arguments() + ", " + length + ", %s)");
    }

    static Term plainText(RowCode code, Term term, RelDataType to) {
        List<Term> one = List.of(term);
        return switch (term.carrier()) {
            case TEXT ->
                FlinkTypes.isBinary(term.type())
                        ? code.text(to, one, "Binary.toText(" + term.arguments() + ", %s)")
                        : new Term(Term.Carrier.TEXT, to, term.parts(), term.isNull(), term.constant());
            case NESTED -> NestedCasts.text(code, term, to);
            case DECIMAL, WIDE -> code.text(to, one, "Numbers.print(" + term.decimal() + ", " + code.wide() + ", %s)");
            case BOOLEAN, FLOAT, DOUBLE -> code.text(to, one, "Numbers.print(" + term.value() + ", %s)");
            case INT, LONG ->
                FlinkTypes.isInterval(term.type())
                        ? code.text(to, one, "Intervals.print(" + term.value() + ", %s)")
                        : FlinkTypes.isNumber(term.type())
                                ? code.text(to, one, "Numbers.print((long) " + term.value() + ", %s)")
                                : TimeTextCode.toText(code, term, to);
        };
    }

    private static Term fromText(RowCode code, Term term, RelDataType to) {
        List<Term> one = List.of(term);
        String text = term.arguments();
        return switch (to.getSqlTypeName()) {
            case BOOLEAN -> code.guarded(to, one, "Numbers.toBoolean(" + text + ")");
            case TINYINT -> code.guarded(to, one, "(int) Numbers.toInteger(" + text + ", -128L, 127L)");
            case SMALLINT -> code.guarded(to, one, "(int) Numbers.toInteger(" + text + ", -32768L, 32767L)");
            case INTEGER -> code.guarded(to, one, "(int) Numbers.toInteger(" + text + ", -2147483648L, 2147483647L)");
            case BIGINT -> code.guarded(to, one, "Numbers.toInteger(" + text + ", Long.MIN_VALUE, Long.MAX_VALUE)");
            case FLOAT -> {
                refuseInfinite(term);
                yield code.guarded(to, one, "Numbers.toFloat(" + text + ")");
            }
            case DOUBLE -> code.guarded(to, one, "Numbers.toDouble(" + text + ")");
            case DECIMAL ->
                code.wideOrNull(
                        to,
                        one,
                        "Numbers.toDecimal(" + text + ", " + to.getPrecision() + ", " + to.getScale() + ", %s)");
            case DATE, TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> TimeTextCode.fromText(code, term, to);
            default -> throw refused(term.type(), to);
        };
    }

    /** Flink's planner computes such a literal, and has no literals for the result. */
    private static void refuseInfinite(Term term) {
        if (term.constant() instanceof String literal) {
            try {
                if (!Float.isFinite(Float.parseFloat(literal))) {
                    throw new Refusal(null, Problem.error("language.number-range"));
                }
            } catch (NumberFormatException unreadable) {
                // As at any row: the cast fails when it runs.
                return;
            }
        }
    }

    static Refusal refused(RelDataType from, RelDataType to) {
        return new Refusal(null, Problem.error("language.cannot-cast", FlinkTypes.name(from), FlinkTypes.name(to)));
    }
}
