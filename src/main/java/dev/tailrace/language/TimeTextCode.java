package dev.tailrace.language;

import dev.tailrace.data.Problem;
import dev.tailrace.language.functions.TimeTexts;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.type.SqlTypeName;

/** Dates and timestamps from text and to text. */
final class TimeTextCode {
    /** Letters of java.time patterns that mean the same in every locale. */
    private static final String PATTERN_LETTERS = "yMdHmsS";

    private TimeTextCode() {}

    static String pattern(RowCode code, Term term) {
        return code.owner()
                .constant(
                        "java.time.format.DateTimeFormatter",
                        "TimeTexts.pattern(" + ClassSource.quote(checked(term)) + ")");
    }

    private static String checked(Term term) {
        if (!(term.constant() instanceof String pattern)) {
            throw new Refusal(null, Problem.error("language.pattern-literal"));
        }
        try {
            TimeTexts.pattern(pattern);
        } catch (IllegalArgumentException wrong) {
            throw new Refusal(null, Problem.error("language.pattern", pattern));
        }
        checkLetters(pattern);
        return pattern;
    }

    /** Refuses letters whose meaning depends on language or country. */
    static void checkLetters(String pattern) {
        boolean quoted = false;
        for (char c : pattern.toCharArray()) {
            quoted ^= c == '\'';
            boolean isLetter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!quoted && isLetter && PATTERN_LETTERS.indexOf(c) < 0 || pattern.contains("MMM")) {
                throw new Refusal(null, Problem.error("language.pattern-locale", pattern));
            }
        }
        if (quoted) {
            throw new Refusal(null, Problem.error("language.pattern", pattern));
        }
    }

    static Term format(Translation translation, RexCall call) {
        RowCode code = translation.code();
        List<Term> terms = translation.terms(call.getOperands());
        if (terms.stream().anyMatch(Term::isNullLiteral)) {
            return Translation.nullOf(call.getType());
        }
        if (FlinkTypes.isText(terms.get(0).type())) {
            return UnixTimeCode.reformat(code, call.getType(), terms);
        }
        String pattern =
                code.owner().field("TimePattern", "new TimePattern(" + ClassSource.quote(checked(terms.get(1))) + ")");
        return code.text(call.getType(), terms, pattern + ".format(" + TimeCode.local(code, terms.get(0)) + ", %s)");
    }

    static Term read(Translation translation, RexCall call) {
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
        int precision = term.type().getPrecision();
        String java =
                switch (term.type().getSqlTypeName()) {
                    case DATE -> "Times.printDate(" + term.value();
                    case TIME -> "TimeOfDay.print(" + term.value() + ", " + precision;
                    default -> "Times.printTimestamp(" + TimeCode.local(code, term) + ", " + precision;
                };
        return code.text(to, List.of(term), java + ", %s)");
    }

    static Term fromText(RowCode code, Term term, RelDataType to) {
        List<Term> one = List.of(term);
        if (to.getSqlTypeName() == SqlTypeName.DATE) {
            return code.guarded(to, one, "TimeTexts.toDate(" + term.arguments() + ")");
        }
        if (FlinkTypes.isTime(to)) {
            return code.guarded(to, one, "TimeOfDay.parse(" + term.arguments() + ", " + to.getPrecision() + ")");
        }
        TimeCode.checkPrecision(to);
        String java = "TimeTexts.toTimestamp(" + term.arguments() + ", " + to.getPrecision() + ")";
        return code.guarded(
                to,
                one,
                FlinkTypes.isLocalTimestamp(to) ? "Times.toInstant(" + java + ", " + TimeCode.zone(code) + ")" : java);
    }
}
