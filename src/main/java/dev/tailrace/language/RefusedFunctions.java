package dev.tailrace.language;

import dev.tailrace.data.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions of Flink that are known and not offered, so that a message can say why. Loads neither parser nor validator. */
final class RefusedFunctions {
    private static final Map<String, String> REASONS = new HashMap<>();

    static {
        refuse(
                "language.aggregate",
                List.of(
                        "SUM",
                        "COUNT",
                        "AVG",
                        "MIN",
                        "MAX",
                        "STDDEV_POP",
                        "STDDEV_SAMP",
                        "STDDEV",
                        "VAR_POP",
                        "VAR_SAMP",
                        "VARIANCE",
                        "LISTAGG",
                        "FIRST_VALUE",
                        "LAST_VALUE",
                        "ARRAY_AGG",
                        "COLLECT",
                        "JSON_ARRAYAGG",
                        "JSON_OBJECTAGG",
                        "PERCENTILE",
                        "APPROX_COUNT_DISTINCT",
                        "ROW_NUMBER",
                        "LAG"));
        refuse("language.later-rows", List.of("LEAD", "NTILE", "PERCENT_RANK", "CUME_DIST"));
        refuse("language.ranks", List.of("RANK", "DENSE_RANK"));
        refuse("language.grouping", List.of("GROUPING", "GROUPING_ID", "GROUP_ID"));
        refuse("language.one-value", List.of("SINGLE_VALUE", "ANY_VALUE"));
        refuse("language.bitmap-aggregate", BitmapAggregates.NAMES);
        refuse("language.random", List.of("RAND", "RAND_INTEGER", "UUID"));
        refuse(
                "language.clock",
                List.of(
                        "NOW",
                        "CURRENT_DATE",
                        "CURRENT_TIME",
                        "CURRENT_TIMESTAMP",
                        "CURRENT_ROW_TIMESTAMP",
                        "LOCALTIME",
                        "LOCALTIMESTAMP",
                        "CURRENT_WATERMARK",
                        "SOURCE_WATERMARK",
                        "PROCTIME",
                        "UNIX_TIMESTAMP()"));
        refuse("language.locale-function", List.of("PRINTF"));
        refuse("language.session-function", List.of("CURRENT_DATABASE"));
        refuse("language.overlaps", List.of("OVERLAPS"));
        refuse(
                "language.nested-function",
                List.of(
                        "BITMAP_AND",
                        "BITMAP_ANDNOT",
                        "BITMAP_BUILD",
                        "BITMAP_CARDINALITY",
                        "BITMAP_FROM_BYTES",
                        "BITMAP_OR",
                        "BITMAP_TO_ARRAY",
                        "BITMAP_TO_BYTES",
                        "BITMAP_TO_STRING",
                        "BITMAP_XOR",
                        "JSON",
                        "OBJECT_OF",
                        "OBJECT_UPDATE",
                        "PARSE_JSON",
                        "TRY_PARSE_JSON",
                        "TYPEOF"));
    }

    private RefusedFunctions() {}

    private static void refuse(String reason, List<String> names) {
        names.forEach(name -> REASONS.put(name, reason));
    }

    /**
     * Why the function is not offered; null if nothing is known of it.
     *
     * @param name in any case; with parentheses behind it where only the call without arguments is not offered
     */
    static @Nullable Problem problem(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        String reason = REASONS.get(upper);
        return reason == null ? null : Problem.error(reason, upper);
    }
}
