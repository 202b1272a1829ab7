package dev.tailrace.language;

import dev.tailrace.data.Problem;
import dev.tailrace.language.functions.CasedLike;
import dev.tailrace.language.functions.Like;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** LIKE: a pattern that is a literal is prepared once, another one whenever it changes. */
final class LikeCode {
    private LikeCode() {}

    static Term of(Translation translation, RexCall call) {
        RowCode code = translation.code();
        RelDataType type = call.getType();
        Term cased = ofCased(translation, call);
        if (cased != null) {
            return cased;
        }
        List<Term> terms = translation.terms(call.getOperands());
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

    /** {@code UPPER(text) LIKE '%LITERAL%'}, or with LOWER, without making that text; null for others. */
    private static @Nullable Term ofCased(Translation translation, RexCall call) {
        RowCode code = translation.code();
        List<RexNode> operands = call.getOperands();
        if (operands.size() > 2
                || code.known(operands.get(0)) != null
                || !(operands.get(0) instanceof RexCall changed)
                || changed.getOperands().isEmpty()
                || !(operands.get(1) instanceof RexLiteral literal)
                || literal.isNull()) {
            return null;
        }
        boolean isUpper = changed.getOperator() == SqlStdOperatorTable.UPPER;
        String pattern = String.valueOf(literal.getValueAs(String.class));
        if (!isUpper && changed.getOperator() != SqlStdOperatorTable.LOWER || !CasedLike.canBe(pattern, isUpper)) {
            return null;
        }
        Term text = translation.term(changed.getOperands().get(0));
        if (text.isNullLiteral() || text.constant() != null) {
            return null;
        }
        String arguments = ClassSource.quote(pattern) + ", " + isUpper;
        String like = code.owner().constant("CasedLike", "CasedLike.of(" + arguments + ")");
        String made = code.owner().field("Slice", "new Slice()");
        return code.guarded(call.getType(), List.of(text), like + ".matches(" + text.arguments() + ", " + made + ")");
    }

    private static void checkPattern(String pattern, int escape) {
        try {
            Like.of(pattern, escape);
        } catch (IllegalArgumentException wrong) {
            throw new Refusal(null, Problem.error("language.escape-in-pattern", pattern));
        }
    }
}
