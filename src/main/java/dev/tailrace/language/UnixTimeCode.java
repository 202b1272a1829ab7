package dev.tailrace.language;

import dev.tailrace.data.Problem;
import dev.tailrace.language.functions.UnixTime;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;

/** FROM_UNIXTIME, UNIX_TIMESTAMP, CONVERT_TZ and DATE_FORMAT of texts: what Flink does with patterns of {@link java.text.SimpleDateFormat}. */
final class UnixTimeCode {
    private UnixTimeCode() {}

    static Term format(RowCode code, RelDataType type, List<Term> terms) {
        String time = time(code, terms, code.environment().zone().getId());
        return code.text(type, terms, time + ".format((long) " + terms.get(0).value() + ", %s)");
    }

    static Term read(RowCode code, RelDataType type, List<Term> terms) {
        String time = time(code, terms, code.environment().zone().getId());
        return code.guarded(type, terms, time + ".read(" + terms.get(0).arguments() + ")");
    }

    static Term convertZone(RowCode code, RelDataType type, List<Term> terms) {
        String from = time(code, terms.subList(0, 1), zone(terms.get(1)));
        String to = time(code, terms.subList(0, 1), zone(terms.get(2)));
        return code.textOrNull(
                type, terms, to + ".convert(" + from + ", " + terms.get(0).arguments() + ", %s)");
    }

    /** DATE_FORMAT of a text. */
    static Term reformat(RowCode code, RelDataType type, List<Term> terms) {
        String from = time(code, terms.subList(0, 1), "UTC");
        String to = time(code, terms, "UTC");
        return code.textOrNull(
                type, terms, to + ".convert(" + from + ", " + terms.get(0).arguments() + ", %s)");
    }

    private static String zone(Term term) {
        if (term.constant() instanceof String id) {
            return id;
        }
        throw new Refusal(null, Problem.error("language.zone-literal"));
    }

    /** An object that knows the pattern, if there is one, and the zone. */
    private static String time(RowCode code, List<Term> terms, String zone) {
        String pattern = terms.size() > 1 ? pattern(terms.get(1)) : UnixTime.PATTERN;
        return code.owner()
                .field("UnixTime", "new UnixTime(" + ClassSource.quote(pattern) + ", " + ClassSource.quote(zone) + ")");
    }

    private static String pattern(Term term) {
        if (!(term.constant() instanceof String pattern)) {
            throw new Refusal(null, Problem.error("language.pattern-literal"));
        }
        TimeTextCode.checkLetters(pattern);
        // The century of a year with two digits depends on the day on which it is read.
        if (pattern.replaceAll("y{4}", "").indexOf('y') >= 0) {
            throw new Refusal(null, Problem.error("language.pattern-century", pattern));
        }
        return pattern;
    }
}
