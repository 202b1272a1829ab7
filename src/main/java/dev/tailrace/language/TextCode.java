package dev.tailrace.language;

import dev.tailrace.data.Problem;
import dev.tailrace.language.functions.Like;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;

/** Functions on texts: slices in, slices out, with no String on the way unless a text is not ASCII. */
final class TextCode {
    private TextCode() {}

    static Term of(Translation translation, RexCall call) {
        SqlOperator operator = call.getOperator();
        if (operator == SqlStdOperatorTable.TRIM) {
            return trim(translation, call);
        }
        if (call.getKind() == SqlKind.LIKE) {
            return like(translation, call);
        }
        RowCode code = translation.code();
        RelDataType type = call.getType();
        List<Term> terms = translation.terms(call.getOperands());
        if (terms.stream().anyMatch(Term::isNullLiteral)) {
            return Translation.nullOf(type);
        }
        Term first = terms.get(0);
        if (operator == SqlStdOperatorTable.UPPER || operator == SqlStdOperatorTable.LOWER) {
            return letters(translation, type, operator == SqlStdOperatorTable.UPPER, first);
        }
        if (operator == SqlStdOperatorTable.SUBSTRING) {
            return substring(code, type, terms);
        }
        if (operator == SqlStdOperatorTable.CHAR_LENGTH || operator == SqlStdOperatorTable.CHARACTER_LENGTH) {
            return code.guarded(type, terms, "Text.length(" + first.arguments() + ")");
        }
        if (operator == SqlStdOperatorTable.POSITION && terms.size() == 2) {
            return code.guarded(
                    type,
                    terms,
                    "Text.position(" + first.arguments() + ", " + terms.get(1).arguments() + ")");
        }
        if (operator == Operators.REPLACE) {
            return code.text(type, terms, "Text.replace(" + arguments(terms) + ", %s)");
        }
        if (operator == Operators.CONCAT || operator == SqlStdOperatorTable.CONCAT) {
            return concat(code, type, terms);
        }
        throw new Refusal(null, Problem.error("language.not-offered", operator.getName()));
    }

    private static String arguments(List<Term> terms) {
        List<String> all = new ArrayList<>();
        terms.forEach(term -> all.add(term.arguments()));
        return String.join(", ", all);
    }

    private static Term letters(Translation translation, RelDataType type, boolean isUpper, Term term) {
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
        if (Term.carrierOf(from.type()) != Term.Carrier.INT
                || count != null && Term.carrierOf(count.type()) != Term.Carrier.INT) {
            throw new Refusal(null, Problem.error("language.substring-places"));
        }
        String start = "Text.substring(" + terms.get(0).arguments() + ", " + from.value() + ", ";
        boolean canBeNull = count != null && !(count.constant() instanceof Long literal && literal >= 0);
        String length = count == null ? "Integer.MAX_VALUE" : count.value();
        return canBeNull
                ? code.textOrNull(type, terms, start + length + ", %s)")
                : code.text(type, terms, start + length + ", %s)");
    }

    private static Term concat(RowCode code, RelDataType type, List<Term> terms) {
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

    private static Term like(Translation translation, RexCall call) {
        RowCode code = translation.code();
        List<Term> terms = translation.terms(call.getOperands());
        RelDataType type = call.getType();
        if (terms.stream().anyMatch(Term::isNullLiteral)) {
            return Translation.nullOf(type);
        }
        Term text = terms.get(0);
        Term pattern = terms.get(1);
        int escape = -1;
        if (terms.size() > 2) {
            Object literal = terms.get(2).constant();
            if (!(literal instanceof String one) || one.codePointCount(0, one.length()) != 1) {
                throw new Refusal(null, Problem.error("language.escape"));
            }
            escape = one.codePointAt(0);
        }
        if (pattern.constant() instanceof String literal) {
            checkPattern(literal, escape);
            String like = code.owner().constant("Like", "Like.of(" + ClassSource.quote(literal) + ", " + escape + ")");
            return code.guarded(type, List.of(text), like + ".matches(" + text.arguments() + ")");
        }
        if (escape >= 0) {
            throw new Refusal(null, Problem.error("language.escape"));
        }
        String like = code.owner().field("Like.Computed", "new Like.Computed()");
        return code.guarded(
                type, List.of(text, pattern), like + ".matches(" + text.arguments() + ", " + pattern.arguments() + ")");
    }

    private static void checkPattern(String pattern, int escape) {
        try {
            Like.of(pattern, escape);
        } catch (IllegalArgumentException wrong) {
            throw new Refusal(null, Problem.error("language.escape-in-pattern", pattern));
        }
    }
}
