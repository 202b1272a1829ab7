package dev.tailrace.language;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The functions that expressions may call. Loads neither parser nor validator. Safe on any thread. */
public final class FunctionCatalog {
    private static final Map<String, Function> FUNCTIONS = new TreeMap<>();

    /** Known, so that a message can say why they are not offered here. */
    private static final List<String> AGGREGATES = List.of(
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
            "COLLECT",
            "ROW_NUMBER",
            "RANK",
            "DENSE_RANK",
            "LAG",
            "LEAD");

    static {
        add("ABS", "ABS(number)");
        add("CAST", "CAST(value AS type)");
        add("CEIL", "CEIL(number)", "CEIL(timestamp TO unit)");
        add("CHARACTER_LENGTH", "CHARACTER_LENGTH(text)");
        add("CHAR_LENGTH", "CHAR_LENGTH(text)");
        add("COALESCE", "COALESCE(value, value, …)");
        add("CONCAT", "CONCAT(text, text, …)");
        add("DATE_FORMAT", "DATE_FORMAT(timestamp, 'pattern')");
        add("DAYOFMONTH", "DAYOFMONTH(date)");
        add("DAYOFWEEK", "DAYOFWEEK(date)");
        add("DAYOFYEAR", "DAYOFYEAR(date)");
        add("EXTRACT", "EXTRACT(unit FROM timestamp)");
        add("FLOOR", "FLOOR(number)", "FLOOR(timestamp TO unit)");
        add("HOUR", "HOUR(timestamp)");
        add("IF", "IF(condition, value, value)");
        add("LOWER", "LOWER(text)");
        add("MINUTE", "MINUTE(timestamp)");
        add("MOD", "MOD(number, number)");
        add("MONTH", "MONTH(date)");
        add("NULLIF", "NULLIF(value, value)");
        add("POSITION", "POSITION(text IN text)");
        add("QUARTER", "QUARTER(date)");
        add("REPLACE", "REPLACE(text, old, new)");
        add("ROUND", "ROUND(number)", "ROUND(number, places)");
        add("SECOND", "SECOND(timestamp)");
        add("SUBSTRING", "SUBSTRING(text, start)", "SUBSTRING(text, start, length)");
        add("TIMESTAMPADD", "TIMESTAMPADD(unit, count, timestamp)");
        add("TIMESTAMPDIFF", "TIMESTAMPDIFF(unit, timestamp, timestamp)");
        add("TO_TIMESTAMP", "TO_TIMESTAMP(text)", "TO_TIMESTAMP(text, 'pattern')");
        add("TO_TIMESTAMP_LTZ", "TO_TIMESTAMP_LTZ(number, 3)");
        add("TRIM", "TRIM(text)", "TRIM(BOTH characters FROM text)");
        add("TRY_CAST", "TRY_CAST(value AS type)");
        add("UPPER", "UPPER(text)");
        add("WEEK", "WEEK(date)");
        add("YEAR", "YEAR(date)");
    }

    /**
     * @param name in upper case
     * @param signatures how it is called, in the order to show
     */
    public record Function(String name, List<String> signatures) {
        public Function {
            signatures = List.copyOf(signatures);
        }

        /** Key of the one line that says what it gives. */
        public String docKey() {
            return "language.function." + name;
        }

        public String signature() {
            return signatures.get(0);
        }
    }

    private FunctionCatalog() {}

    private static void add(String name, String... signatures) {
        FUNCTIONS.put(name, new Function(name, List.of(signatures)));
    }

    /** All functions by name. */
    public static List<Function> functions() {
        return List.copyOf(FUNCTIONS.values());
    }

    /** @param name in any case */
    public static @Nullable Function find(String name) {
        return FUNCTIONS.get(name.toUpperCase(Locale.ROOT));
    }

    static boolean isAggregate(String name) {
        return AGGREGATES.contains(name.toUpperCase(Locale.ROOT));
    }
}
