package dev.tailrace.language;

import dev.tailrace.data.Problem;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;

/** TO_TIMESTAMP_LTZ: instants of numbers since 1970, and of texts, which show UTC unless a zone is named. */
final class EpochCode {
    private EpochCode() {}

    static Term of(Translation translation, RexCall call) {
        RowCode code = translation.code();
        RelDataType type = call.getType();
        List<Term> terms = translation.terms(call.getOperands());
        if (terms.stream().anyMatch(Term::isNullLiteral)) {
            return Translation.nullOf(type);
        }
        if (FlinkTypes.isText(terms.get(0).type())) {
            return ofText(code, type, terms);
        }
        Object precision = terms.size() == 1 ? (Object) 3L : terms.get(1).constant();
        if (!Long.valueOf(3).equals(precision) && !Long.valueOf(0).equals(precision)) {
            throw new Refusal(null, Problem.error("language.epoch-precision"));
        }
        Term number = terms.get(0);
        String unit = Long.valueOf(0).equals(precision) ? "1000L" : "1L";
        if (FlinkTypes.isApproximate(number.type())) {
            // Flink keeps its fractions of a millisecond, which the type has no digits for.
            throw new Refusal(null, Problem.error("language.epoch-fraction", FlinkTypes.name(number.type())));
        }
        String value = CastCode.wholeOf(code, number);
        return code.wideOrNull(type, List.of(number), "Times.fromEpoch(" + value + ", " + unit + ", %s)");
    }

    private static Term ofText(RowCode code, RelDataType type, List<Term> terms) {
        String text = terms.get(0).arguments();
        if (terms.size() == 1) {
            return code.guarded(type, terms, "TimeTexts.toTimestamp(" + text + ", 3)");
        }
        String read = "TimeTexts.toTimestampOrNull(" + text + ", " + TimeTextCode.pattern(code, terms.get(1));
        if (terms.size() == 2) {
            return code.wideOrNull(type, terms, read + ", %s)");
        }
        String zone = code.owner()
                .constant("java.time.zone.ZoneRules", "Times.rules(" + ClassSource.quote(zone(terms.get(2))) + ")");
        return code.wideOrNull(type, terms, "Times.inZone(" + read + ", %1$s), " + zone + ", %1$s)");
    }

    private static String zone(Term term) {
        if (!(term.constant() instanceof String id)) {
            throw new Refusal(null, Problem.error("language.zone-literal"));
        }
        try {
            return ZoneId.of(id).getId();
        } catch (DateTimeException unknown) {
            throw new Refusal(null, Problem.error("language.zone", id));
        }
    }
}
