package dev.tailrace.language;

import static dev.tailrace.language.Builtin.function;
import static dev.tailrace.language.Parameter.anyInteger;
import static dev.tailrace.language.Parameter.text;

import java.util.List;
import org.apache.calcite.rex.RexCall;

/** What the characters of texts are, and what numbers they have. */
final class LetterFunctions {
    static final List<Builtin> ALL = List.of(
            function("ASCII").takes(text("text")).gives(Result.INT).neverFails().calls("Letters.ascii"),
            function("CHR")
                    .takes(anyInteger("number"))
                    .gives(Result.TEXT_OR_NULL)
                    .neverFails()
                    .calls("Letters.chr"),
            function("HASH_CODE")
                    .takes(text("text"))
                    .gives(Result.INT)
                    .neverFails()
                    .calls("Letters.hashCode"),
            function("IS_ALPHA")
                    .takes(text("text"))
                    .gives(Result.TRUTH)
                    .neverFails()
                    .code(test("Letters.isAlpha")),
            function("IS_DECIMAL")
                    .takes(text("text"))
                    .gives(Result.TRUTH)
                    .neverFails()
                    .code(test("Letters.isDecimal")),
            function("IS_DIGIT")
                    .takes(text("text"))
                    .gives(Result.TRUTH)
                    .neverFails()
                    .code(test("Letters.isDigit")));

    private LetterFunctions() {}

    /** False for NULL. */
    private static Builtin.Code test(String method) {
        return (translation, call) -> test(translation, call, method);
    }

    private static Term test(Translation translation, RexCall call, String method) {
        Term text = translation.term(call.getOperands().get(0));
        String holds = text.isNullLiteral() ? "false" : method + "(" + text.arguments() + ")";
        String java = text.isNull() == null ? holds : "!(" + text.isNull() + ") && " + holds;
        return new Term(
                Term.Carrier.BOOLEAN, call.getType(), List.of(translation.code().local("boolean", java)), null, null);
    }
}
