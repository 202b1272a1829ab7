package dev.tailrace.language;

import static dev.tailrace.language.Builtin.function;
import static dev.tailrace.language.Parameter.number;

import dev.tailrace.data.Problem;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Functions that compute in DOUBLE, whatever kind of number they are given. */
final class MathFunctions {
    static final List<Builtin> ALL = List.of(
            of("ACOS", "Math.acos"),
            of("ASIN", "Math.asin"),
            of("ATAN", "Math.atan"),
            function("ATAN2")
                    .takes(number("y"), number("x"))
                    .parsedAs(() -> SqlStdOperatorTable.ATAN2)
                    .gives(Result.DOUBLE)
                    .neverFails()
                    .strict(MathFunctions::atan2),
            of("COS", "Math.cos"),
            of("COSH", "Math.cosh"),
            of("COT", "1d / Math.tan"),
            of("DEGREES", "Math.toDegrees"),
            constant("E", "Math.E"),
            of("EXP", "Math.exp"),
            of("LN", "Math.log"),
            function("LOG")
                    .takes(number("number"))
                    .takes(number("base"), number("number"))
                    .gives(Result.DOUBLE)
                    .neverFails()
                    .strict(MathFunctions::log),
            of("LOG10", "Math.log10"),
            function("LOG2")
                    .takes(number("number"))
                    .gives(Result.DOUBLE)
                    .neverFails()
                    .strict((code, type, terms) -> computed(code, type, terms, "Math.log(%s) / Math.log(2d)")),
            constant("PI", "Math.PI"),
            function("POWER")
                    .takes(number("number"), number("exponent"))
                    .parsedAs(() -> SqlStdOperatorTable.POWER)
                    .gives(Result.DOUBLE)
                    .neverFails()
                    .strict((code, type, terms) -> computed(code, type, terms, "Math.pow(%s, %s)")),
            of("RADIANS", "Math.toRadians"),
            of("SIN", "Math.sin"),
            of("SINH", "Math.sinh"),
            // As Flink does, where it makes a difference for -0.0.
            function("SQRT")
                    .takes(number("number"))
                    .gives(Result.DOUBLE)
                    .neverFails()
                    .strict((code, type, terms) -> computed(code, type, terms, "Math.pow(%s, 0.5d)")),
            of("TAN", "Math.tan"),
            of("TANH", "Math.tanh"));

    private MathFunctions() {}

    private static Builtin of(String name, String java) {
        return function(name)
                .takes(number("number"))
                .gives(Result.DOUBLE)
                .neverFails()
                .strict((code, type, terms) -> computed(code, type, terms, java + "(%s)"));
    }

    private static Builtin constant(String name, String java) {
        return function(name)
                .takes()
                .gives(Result.DOUBLE)
                .neverFails()
                .strict((code, type, terms) -> code.pure(type, terms, java));
    }

    private static Term computed(RowCode code, RelDataType type, List<Term> terms, String java) {
        List<String> numbers = new ArrayList<>();
        terms.forEach(term -> numbers.add(CastCode.doubleOf(code, term)));
        return code.pure(type, terms, String.format(java, numbers.toArray()));
    }

    private static Term atan2(RowCode code, RelDataType type, List<Term> terms) {
        RelDataType y = terms.get(0).type();
        RelDataType x = terms.get(1).type();
        if (FlinkTypes.isDecimal(y) != FlinkTypes.isDecimal(x)) {
            throw new Refusal(
                    null,
                    Problem.error("language.cannot-apply", "ATAN2", FlinkTypes.name(y) + ", " + FlinkTypes.name(x)));
        }
        return computed(code, type, terms, "Math.atan2(%s, %s)");
    }

    private static Term log(RowCode code, RelDataType type, List<Term> terms) {
        return terms.size() == 1
                ? computed(code, type, terms, "Math.log(%s)")
                : computed(code, type, terms, "Math.log(%2$s) / Math.log(%1$s)");
    }
}
