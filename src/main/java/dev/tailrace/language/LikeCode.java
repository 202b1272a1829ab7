package dev.tailrace.language;

import dev.tailrace.data.Problem;
import dev.tailrace.language.functions.Like;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;

/** LIKE: a pattern that is a literal is prepared once, another one whenever it changes. */
final class LikeCode {
    private LikeCode() {}

    static Term of(Translation translation, RexCall call) {
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
