package dev.tailrace.language;

import static dev.tailrace.language.Builtin.function;
import static dev.tailrace.language.Parameter.integer;
import static dev.tailrace.language.Parameter.text;

import dev.tailrace.data.Problem;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
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
            function("LOWER")
                    .shown("LOWER(text)")
                    .parsedAs(() -> SqlStdOperatorTable.LOWER)
                    .neverFails()
                    .code((translation, call) -> letters(translation, call, false)),
            function("POSITION")
                    .shown("POSITION(text IN text)")
                    .parsedAs(() -> SqlStdOperatorTable.POSITION)
                    .neverFails()
                    .strict(TextFunctions::position),
            function("REPLACE")
                    .takes(text("text"), text("old"), text("new"))
                    .gives(Result.TEXT)
                    .neverFails()
                    .calls("Text.replace"),
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

    private static Term position(RowCode code, RelDataType type, List<Term> terms) {
        if (terms.size() != 2) {
            throw new Refusal(null, Problem.error("language.not-offered", "POSITION FROM"));
        }
        return code.guarded(
                type,
                terms,
                "Text.position(" + terms.get(0).arguments() + ", "
                        + terms.get(1).arguments() + ")");
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
}
