package dev.tailrace.language;

import static dev.tailrace.language.Builtin.function;
import static dev.tailrace.language.Parameter.integer;
import static dev.tailrace.language.Parameter.text;
import static dev.tailrace.language.Parameter.wideInteger;

import dev.tailrace.data.Problem;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.type.ReturnTypes;

/** Functions on texts: slices in, slices out, with no String on the way unless a text is not ASCII. */
final class TextFunctions {
    static final List<Builtin> ALL = List.of(
            function("CHARACTER_LENGTH")
                    .shown("CHARACTER_LENGTH(text)")
                    .parsedAs(() -> SqlStdOperatorTable.CHARACTER_LENGTH)
                    .neverFails()
                    .calls("Text.length"),
            function("CHAR_LENGTH")
                    .shown("CHAR_LENGTH(text)")
                    .parsedAs(() -> SqlStdOperatorTable.CHAR_LENGTH)
                    .neverFails()
                    .calls("Text.length"),
            function("CONCAT")
                    .takes(text("text").orMore())
                    .gives(Result.TEXT)
                    .neverFails()
                    .strict(TextFunctions::concat),
            function("CONCAT_WS")
                    .takes(text("separator"), text("text").orMore())
                    .gives(Result.TEXT)
                    .neverFails()
                    .code(TextFunctions::joined),
            // Nothing but one of several texts by its number.
            function("ELT")
                    .takes(wideInteger("number"), text("text").orMore())
                    .gives(Result.TEXT_OR_NULL)
                    .neverFails()
                    .code(TextFunctions::chosen),
            function("INITCAP")
                    .takes(text("text"))
                    .gives(Result.TEXT)
                    .neverFails()
                    .calls("Letters.initcap"),
            function("LEFT")
                    .takes(text("text"), integer("count"))
                    .gives(Result.TEXT_OR_NULL)
                    .neverFails()
                    .calls("TextParts.left"),
            function("LOWER")
                    .shown("LOWER(text)")
                    .parsedAs(() -> SqlStdOperatorTable.LOWER)
                    .neverFails()
                    .code((translation, call) -> letters(translation, call, false)),
            function("LPAD")
                    .takes(text("text"), integer("length"), text("filling"))
                    .gives(Result.TEXT)
                    .callsOrNull("TextParts.padLeft"),
            function("LTRIM")
                    .takes(text("text"))
                    .takes(text("text"), text("characters"))
                    .gives(Result.TEXT)
                    .neverFails()
                    .strict((code, type, terms) -> trimmed(code, type, terms, true, false)),
            function("BTRIM")
                    .takes(text("text"))
                    .takes(text("text"), text("characters"))
                    .gives(Result.TEXT)
                    .neverFails()
                    .strict((code, type, terms) -> trimmed(code, type, terms, true, true)),
            function("OVERLAY")
                    .takes(text("text"), text("new"), integer("start"))
                    .takes(text("text"), text("new"), integer("start"), integer("length"))
                    .shownAs("OVERLAY(text PLACING new FROM start)", "OVERLAY(text PLACING new FROM start FOR length)")
                    .parsedAs(() -> SqlStdOperatorTable.OVERLAY)
                    .gives(Result.TEXT)
                    .neverFails()
                    .calls("TextParts.overlay"),
            function("REPEAT")
                    .takes(text("text"), integer("count"))
                    .gives(Result.TEXT)
                    .calls("TextParts.repeat"),
            function("REPLACE")
                    .takes(text("text"), text("old"), text("new"))
                    .gives(Result.TEXT)
                    .neverFails()
                    .calls("Text.replace"),
            function("REVERSE")
                    .takes(text("text"))
                    .gives(Result.TEXT_OR_NULL)
                    .neverFails()
                    .calls("TextParts.reverse"),
            function("RIGHT")
                    .takes(text("text"), integer("count"))
                    .gives(Result.TEXT_OR_NULL)
                    .neverFails()
                    .calls("TextParts.right"),
            function("RPAD")
                    .takes(text("text"), integer("length"), text("filling"))
                    .gives(Result.TEXT)
                    .callsOrNull("TextParts.padRight"),
            function("RTRIM")
                    .takes(text("text"))
                    .takes(text("text"), text("characters"))
                    .gives(Result.TEXT)
                    .neverFails()
                    .strict((code, type, terms) -> trimmed(code, type, terms, false, true)),
            function("SPLIT_INDEX")
                    .takes(text("text"), text("separator"), integer("index"))
                    .takes(text("text"), integer("character"), integer("index"))
                    .gives(Result.TEXT_OR_NULL)
                    .neverFails()
                    .callsOrNull("TextParts.piece"),
            // A negative length gives NULL, so with a length the result may always be NULL.
            function("SUBSTRING")
                    .takes(text("text"), integer("start"))
                    .takes(text("text"), integer("start"), integer("length"))
                    .parsedAs(() -> SqlStdOperatorTable.SUBSTRING)
                    .gives(call -> {
                        RelDataType type = ReturnTypes.ARG0_NULLABLE_VARYING.inferReturnType(call);
                        return call.getOperandCount() == 3 ? Result.nullable(call, type, true) : type;
                    })
                    .neverFails()
                    .strict(TextFunctions::substring),
            function("SUBSTR")
                    .takes(text("text"), integer("start"))
                    .takes(text("text"), integer("start"), integer("length"))
                    .gives(Result.TEXT_OR_NULL)
                    .neverFails()
                    .strict(TextFunctions::substring),
            function("TRANSLATE")
                    .takes(text("text"), text("from"), text("to"))
                    .parsedAs(() -> SqlLibraryOperators.TRANSLATE3)
                    .gives(call -> Result.ifNull(call, Result.TEXT, 0))
                    .neverFails()
                    .code(TextFunctions::translated),
            function("TRIM")
                    .shown("TRIM(text)")
                    .shown("TRIM(BOTH characters FROM text)")
                    .parsedAs(() -> SqlStdOperatorTable.TRIM)
                    .neverFails()
                    .code(TextFunctions::trim),
            function("UPPER")
                    .shown("UPPER(text)")
                    .parsedAs(() -> SqlStdOperatorTable.UPPER)
                    .neverFails()
                    .code((translation, call) -> letters(translation, call, true)));

    private TextFunctions() {}

    private static Term letters(Translation translation, RexCall call, boolean isUpper) {
        RelDataType type = call.getType();
        Term term = translation.term(call.getOperands().get(0));
        if (term.isNullLiteral()) {
            return Translation.nullOf(type);
        }
        if (term.constant() instanceof String literal) {
            if (!literal.chars().allMatch(c -> c < 128)) {
                // Flink folds it into a literal of the same length, which can cut it.
                throw new Refusal(null, Problem.error("language.literal-letters", isUpper ? "UPPER" : "LOWER"));
            }
            return translation.text(
                    type, isUpper ? literal.toUpperCase(Locale.ROOT) : literal.toLowerCase(Locale.ROOT));
        }
        return translation
                .code()
                .text(type, List.of(term), (isUpper ? "Text.upper(" : "Text.lower(") + term.arguments() + ", %s)");
    }

    private static Term substring(RowCode code, RelDataType type, List<Term> terms) {
        Term from = terms.get(1);
        Term count = terms.size() > 2 ? terms.get(2) : null;
        String start = "Text.substring(" + terms.get(0).arguments() + ", " + from.value() + ", ";
        boolean canBeNull = count != null && !(count.constant() instanceof Long literal && literal >= 0);
        String length = count == null ? "Integer.MAX_VALUE" : count.value();
        return canBeNull
                ? code.textOrNull(type, terms, start + length + ", %s)")
                : code.text(type, terms, start + length + ", %s)");
    }

    static Term concat(RowCode code, RelDataType type, List<Term> terms) {
        StringBuilder statements = new StringBuilder("%1$s.clear()");
        for (Term term : terms) {
            statements.append("; %1$s.append(").append(term.arguments()).append(")");
        }
        return code.text(type, terms, statements.toString());
    }

    private static Term trim(Translation translation, RexCall call) {
        RexNode flag = call.getOperands().get(0);
        SqlTrimFunction.Flag side =
                flag instanceof RexLiteral literal ? literal.getValueAs(SqlTrimFunction.Flag.class) : null;
        List<Term> terms = translation.terms(call.getOperands().subList(1, 3));
        if (side == null || terms.stream().anyMatch(Term::isNullLiteral)) {
            return Translation.nullOf(call.getType());
        }
        refuseComputedCharacters(terms.get(0));
        boolean left = side != SqlTrimFunction.Flag.TRAILING;
        boolean right = side != SqlTrimFunction.Flag.LEADING;
        return translation
                .code()
                .text(
                        call.getType(),
                        terms,
                        "Text.trim(" + terms.get(1).arguments() + ", "
                                + terms.get(0).arguments() + ", " + left + ", " + right + ", %s)");
    }

    /** Of characters that are no literal, Flink looks at the first only if it is a blank, and fails if there is none. */
    private static void refuseComputedCharacters(Term characters) {
        if (!(characters.constant() instanceof String)) {
            throw new Refusal(null, Problem.error("language.trim-literal"));
        }
    }

    private static Term trimmed(RowCode code, RelDataType type, List<Term> terms, boolean left, boolean right) {
        if (terms.size() > 1) {
            refuseComputedCharacters(terms.get(1));
        }
        String method = terms.size() == 1 ? "TextParts.trim(" : "Text.trim(";
        return code.text(type, terms, method + Builtin.arguments(terms) + ", " + left + ", " + right + ", %s)");
    }

    private static Term joined(Translation translation, RexCall call) {
        RowCode code = translation.code();
        List<Term> terms = translation.terms(call.getOperands());
        Term separator = terms.get(0);
        if (separator.isNullLiteral()) {
            return Translation.nullOf(call.getType());
        }
        String isFirst = code.local("boolean", "true");
        StringBuilder statements = new StringBuilder("%1$s.clear()");
        for (Term term : terms.subList(1, terms.size())) {
            if (!term.isNullLiteral()) {
                String condition = term.isNull() == null ? "" : "if (!(" + term.isNull() + ")) ";
                statements
                        .append("; ")
                        .append(condition)
                        .append("{ TextParts.join(")
                        .append(isFirst)
                        .append(", ")
                        .append(separator.arguments())
                        .append(", ")
                        .append(term.arguments())
                        .append(", %1$s); ")
                        .append(isFirst)
                        .append(" = false; }");
            }
        }
        return code.text(call.getType(), List.of(separator), statements.toString());
    }

    /** All arguments are computed, as in Flink, where one that fails does so even if it is not the one chosen. */
    private static Term chosen(Translation translation, RexCall call) {
        RowCode code = translation.code();
        List<Term> terms = translation.terms(call.getOperands());
        Term number = terms.get(0);
        Variables result = new Variables(code, call.getType());
        result.setNull();
        for (int i = 1; i < terms.size() && !number.isNullLiteral(); i++) {
            String isThis = number.value() + " == " + i;
            code.open("if (" + (number.isNull() == null ? isThis : "!(" + number.isNull() + ") && " + isThis) + ")");
            result.set(terms.get(i));
            code.close();
        }
        return result.term();
    }

    /** NULL among the characters is like none of them. */
    private static Term translated(Translation translation, RexCall call) {
        RowCode code = translation.code();
        List<Term> terms = translation.terms(call.getOperands());
        Term text = terms.get(0);
        if (text.isNullLiteral()) {
            return Translation.nullOf(call.getType());
        }
        String translator = code.owner().field("Translator", "new Translator()");
        return code.text(
                call.getType(),
                List.of(text),
                translator + ".translate(" + text.arguments() + ", " + orEmpty(code, terms.get(1)) + ", "
                        + orEmpty(code, terms.get(2)) + ", %s)");
    }

    private static String orEmpty(RowCode code, Term text) {
        if (text.isNull() == null) {
            return text.arguments();
        }
        String empty = code.owner().constant("byte[]", "new byte[0]");
        List<String> parts = text.parts();
        return code.local("byte[]", text.isNull() + " ? " + empty + " : " + parts.get(0)) + ", "
                + code.local("int", text.isNull() + " ? 0 : " + parts.get(1)) + ", "
                + code.local("int", text.isNull() + " ? 0 : " + parts.get(2));
    }
}
