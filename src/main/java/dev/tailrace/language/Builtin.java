package dev.tailrace.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.jspecify.annotations.Nullable;

/**
 * One function that expressions may call, and all there is to say about it: its name, what it takes and gives, and the
 * code that computes it. The catalogue, completion, the validator's operators and the code generator read it here, so
 * that a new function is one entry in a family such as {@link TextFunctions}, its line of words, and a method of
 * {@code language.functions} that computes it.
 *
 * <p>Making one loads neither parser nor validator: what needs them is a supplier or stands in a lambda's body.
 *
 * @param name in upper case; empty for what is no function by its form
 * @param signatures how to call it, in the order to show
 * @param overloads what it takes, one list for each way to call it; empty where the validator knows a standard operator
 * @param parsed the standard operator that it is, or which the parser makes of its name; null for neither
 * @param result what type it gives, null where the standard operator knows
 * @param code null where Calcite rewrites the call into other operators
 * @param isTotal whether it fails for no arguments
 */
record Builtin(
        String name,
        List<String> signatures,
        List<List<Parameter>> overloads,
        @Nullable Supplier<SqlOperator> parsed,
        @Nullable SqlReturnTypeInference result,
        @Nullable Code code,
        boolean isTotal) {

    /** Generates the code of a call, arguments included. */
    @FunctionalInterface
    interface Code {
        Term of(Translation translation, RexCall call);
    }

    /** Generates the code of a call that is NULL if one of its arguments is; none is the literal NULL. */
    @FunctionalInterface
    interface StrictCode {
        Term of(RowCode code, RelDataType type, List<Term> arguments);
    }

    /** The parts of all, as arguments of a Java method. */
    static String arguments(List<Term> terms) {
        return String.join(", ", terms.stream().map(Term::arguments).toList());
    }

    static Declaration function(String name) {
        return new Declaration(name);
    }

    /** An operator that is written with symbols or words of its own, and stands in no list of functions. */
    static Declaration symbol(Supplier<SqlOperator> operator) {
        return new Declaration("").parsedAs(operator);
    }

    boolean isFunction() {
        return !name.isEmpty();
    }

    /** A function while it is being written down; what ends with code gives the function. */
    static final class Declaration {
        private final String name;
        private final List<String> signatures = new ArrayList<>();
        private final List<List<Parameter>> overloads = new ArrayList<>();
        private @Nullable Supplier<SqlOperator> parsed;
        private @Nullable SqlReturnTypeInference result;
        private @Nullable String kept;
        private boolean isTotal;

        private Declaration(String name) {
            this.name = name;
        }

        /** One way to call it. */
        Declaration takes(Parameter... parameters) {
            List<Parameter> overload = List.of(parameters);
            overloads.add(overload);
            List<String> shown = overload.stream().map(Parameter::shown).toList();
            return shown(name + "(" + String.join(", ", shown) + ")");
        }

        /** How it is written where it is no plain call, or where the validator knows what it takes. */
        Declaration shown(String signature) {
            signatures.add(signature);
            return this;
        }

        /** How it is written instead of the plain calls, where the parser knows a form of its own. */
        Declaration shownAs(String... forms) {
            signatures.clear();
            signatures.addAll(List.of(forms));
            return this;
        }

        Declaration gives(SqlReturnTypeInference type) {
            result = type;
            return this;
        }

        /**
         * The standard operator that the parser makes of it. With {@link #gives}, calls of it become calls of a function
         * with our types.
         */
        Declaration parsedAs(Supplier<SqlOperator> operator) {
            parsed = operator;
            return this;
        }

        /** Says that it fails for no arguments, whatever they hold. */
        Declaration neverFails() {
            isTotal = true;
            return this;
        }

        /** A class of {@code language.functions}, an object of which each compiled expression keeps to call. */
        Declaration keeps(String type) {
            kept = type;
            return this;
        }

        /** For what Calcite rewrites into other operators, which are compiled in its place. */
        Builtin isRewritten() {
            return end(null);
        }

        Builtin code(Code code) {
            return end(code);
        }

        Builtin strict(StrictCode code) {
            return end((translation, call) -> {
                List<Term> terms = translation.terms(call.getOperands());
                return terms.stream().anyMatch(Term::isNullLiteral)
                        ? Translation.nullOf(call.getType())
                        : code.of(translation.code(), call.getType(), terms);
            });
        }

        /**
         * A method of {@code language.functions}, such as {@code Text.length}, or of the object that is kept. It takes
         * the parts of the arguments ({@link Term#parts}) and gives the value, or puts a text into a {@code Slice} that
         * comes last.
         */
        Builtin calls(String method) {
            return strict((code, type, terms) -> {
                String call = call(code, method, terms);
                return Term.carrierOf(type) == Term.Carrier.TEXT
                        ? code.text(type, terms, call + ", %s)")
                        : code.guarded(type, terms, call + ")");
            });
        }

        /**
         * A method that says whether there is a value, or NULL, and puts it into a {@code Slice} or a {@code Wide} that
         * comes last.
         */
        Builtin callsOrNull(String method) {
            return strict((code, type, terms) -> {
                String call = call(code, method, terms) + ", %s)";
                return Term.carrierOf(type) == Term.Carrier.TEXT
                        ? code.textOrNull(type, terms, call)
                        : code.wideOrNull(type, terms, call);
            });
        }

        private String call(RowCode code, String method, List<Term> terms) {
            String object = kept == null ? "" : code.owner().field(kept, "new " + kept + "()") + ".";
            return object + method + "(" + arguments(terms);
        }

        private Builtin end(@Nullable Code code) {
            return new Builtin(name, List.copyOf(signatures), List.copyOf(overloads), parsed, result, code, isTotal);
        }
    }
}
