package dev.tailrace.language;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.language.Environment.ParameterValue;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Grows random expressions over {@link RandomTable}, from columns, literals and parameters upwards: a form, which is an
 * operator or a signature of the {@link FunctionCatalog}, has its words replaced by expressions grown before. What the
 * language then does not accept is thrown away, so that all that is left is well typed, and every part of an expression
 * is an expression of its own.
 */
public final class RandomExpressions {
    public static final Environment ENVIRONMENT = new Environment(
            ZoneId.of(ProbeRow.ZONE),
            Map.of(
                    "int", new ParameterValue(DataType.INT, 3),
                    "decimal", new ParameterValue(DataType.decimal(6, 2), new BigDecimal("-12.50")),
                    "double", new ParameterValue(DataType.DOUBLE, 0.1),
                    "text", new ParameterValue(DataType.STRING, "it's"),
                    "time", new ParameterValue(DataType.TIMESTAMP, LocalDateTime.parse("2024-02-29T12:00"))));

    private static final int MAX_DEPTH = 4;
    private static final int MAX_LENGTH = 240;

    /** Words in lower case stand for expressions; {@code value} for several of one kind. */
    private static final List<String> OPERATORS = List.of(
            "number + number",
            "number - number",
            "number * number",
            "number / number",
            "number % number",
            "-number",
            "+number",
            "value = value",
            "value <> value",
            "value < value",
            "value <= value",
            "value > value",
            "value >= value",
            "number = number",
            "number < number",
            "number >= number",
            "date < timestamp",
            "timestamp > timestamp",
            "value BETWEEN value AND value",
            "value NOT BETWEEN value AND value",
            "value IN (value, value, value)",
            "value NOT IN (value, value)",
            "value IS DISTINCT FROM value",
            "value IS NOT DISTINCT FROM value",
            "any IS NULL",
            "any IS NOT NULL",
            "condition AND condition",
            "condition OR condition",
            "condition AND NOT condition",
            "NOT condition",
            "condition IS TRUE",
            "condition IS NOT TRUE",
            "condition IS FALSE",
            "condition IS NOT FALSE",
            "condition IS UNKNOWN",
            "condition IS NOT UNKNOWN",
            "CASE WHEN condition THEN value ELSE value END",
            "CASE WHEN condition THEN value WHEN condition THEN value END",
            "CASE WHEN condition THEN number ELSE number END",
            "CASE number WHEN number THEN text WHEN number THEN text ELSE text END",
            "COALESCE(number, number)",
            "CAST(any AS type)",
            "CAST(number AS type)",
            "CAST(text AS type)",
            "TRY_CAST(text AS type)",
            "TRY_CAST(any AS type)",
            "text || text",
            "text LIKE like",
            "text NOT LIKE like",
            "text LIKE like ESCAPE '!'",
            "text LIKE text",
            "timestamp + interval",
            "timestamp - interval",
            "date + interval",
            "date - interval",
            "EXTRACT(unit FROM timestamp)",
            "FLOOR(timestamp TO unit)",
            "CEIL(timestamp TO unit)");

    private static final List<String> LITERALS = List.of(
            "0",
            "1",
            "-1",
            "2",
            "7",
            "100",
            "2147483647",
            "-2147483648",
            "9223372036854775807",
            "0.5",
            "-1.50",
            "12.345",
            "99999999.99",
            "1e0",
            "2.5e0",
            "-1e-3",
            "1e20",
            "''",
            "'a'",
            "'Apple'",
            "' 42 '",
            "'straße'",
            "'2024-02-29'",
            "'2024-03-31 02:30:00'",
            "TRUE",
            "FALSE",
            "DATE '2024-02-29'",
            "DATE '1969-12-31'",
            "TIMESTAMP '2024-03-31 02:30:00.500'",
            "TIMESTAMP '1969-12-31 23:59:59.999'",
            "CAST(NULL AS INT)",
            "CAST(NULL AS STRING)",
            "CAST(NULL AS DECIMAL(10, 2))",
            "CAST(NULL AS BOOLEAN)");

    /** Where a word asks for a length or a number of places: Flink rounds to 2147483648 places, but for hours. */
    private static final List<String> SMALL =
            List.of("-1", "0", "1", "2", "3", "7", ":int", "CAST(NULL AS INT)", "t1", "MOD(i1, 5)", "MOD(i2, 9)");

    private static final Map<String, List<String>> CHOICES = Map.of(
            "type",
                    List.of(
                            "BOOLEAN",
                            "TINYINT",
                            "SMALLINT",
                            "INT",
                            "BIGINT",
                            "FLOAT",
                            "DOUBLE",
                            "DECIMAL(5, 2)",
                            "DECIMAL(18, 6)",
                            "DECIMAL(19, 0)",
                            "DECIMAL(38, 10)",
                            "STRING",
                            "VARCHAR(3)",
                            "DATE",
                            "TIME",
                            "TIMESTAMP(0)",
                            "TIMESTAMP(3)",
                            "TIMESTAMP_LTZ(3)",
                            "BYTES"),
            "unit",
                    List.of(
                            "YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE", "SECOND", "DOW", "DOY",
                            "EPOCH"),
            "interval",
                    List.of(
                            "INTERVAL '1' DAY",
                            "INTERVAL '1' MONTH",
                            "INTERVAL '13' HOUR",
                            "INTERVAL '-90' MINUTE",
                            "INTERVAL '1.250' SECOND",
                            "INTERVAL '1-2' YEAR TO MONTH",
                            "INTERVAL '1 02:03:04' DAY TO SECOND"),
            "like", List.of("'%'", "'a%'", "'%a%'", "'_b%'", "'%e'", "'%!%%'", "'a!_%'", "''", "'A%p%e'"),
            "pattern",
                    List.of(
                            "'yyyy-MM-dd'",
                            "'yyyy-MM-dd HH:mm:ss'",
                            "'dd.MM.yy'",
                            "'HH:mm:ss.SSS'",
                            "'[a-c]+'",
                            "'(\\w)(\\w)'",
                            "'p+'",
                            "'$.a'"),
            "path", List.of("'$.a'", "'$'", "'$.a.b[0]'"));

    private static final Pattern WORD = Pattern.compile("'?\\b[a-z][a-z]+\\b'?");

    /** What words ask for. */
    private enum Want {
        NUMBER,
        SMALL,
        TEXT,
        CONDITION,
        DATE,
        TIMESTAMP,
        TIME,
        BYTES
    }

    /**
     * An expression.
     *
     * @param parts it was made of, which are expressions of their own
     */
    public record Grown(Expression expression, List<Grown> parts, int depth) {
        public String text() {
            return expression.text();
        }

        /** Itself and all that it was made of, parts first. */
        public Collection<Grown> all() {
            Map<String, Grown> all = new LinkedHashMap<>();
            parts.forEach(part -> part.all().forEach(one -> all.put(one.text(), one)));
            all.put(text(), this);
            return all.values();
        }
    }

    private final Random random;
    private final List<String> forms = new ArrayList<>(OPERATORS);
    private final Map<Want, List<Grown>> columns = new EnumMap<>(Want.class);
    private final Map<Want, List<Grown>> literals = new EnumMap<>(Want.class);
    private final Map<Want, List<Grown>> grown = new EnumMap<>(Want.class);
    private final Map<String, Grown> known = new LinkedHashMap<>();

    public RandomExpressions(long seed) {
        random = new Random(seed);
        for (FunctionCatalog.Function function : FunctionCatalog.functions()) {
            forms.addAll(function.signatures());
        }
        for (Field field : RandomTable.SCHEMA.fields()) {
            plant(field.name(), List.of(), 0);
        }
        LITERALS.forEach(literal -> plant(literal, List.of(), 0));
        SMALL.forEach(number -> plant(number, List.of(), 0));
        ENVIRONMENT.parameters().keySet().stream().sorted().forEach(name -> plant(":" + name, List.of(), 0));
    }

    /** So many different expressions that compute something, the same for the same seed. */
    public List<Grown> grow(int count) {
        List<Grown> all = new ArrayList<>();
        for (long tries = 0; all.size() < count; tries++) {
            if (tries > 1000L * count) {
                throw new IllegalStateException("only " + all.size() + " expressions in " + tries + " tries");
            }
            Grown one = attempt(forms.get(random.nextInt(forms.size())));
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }

    private @Nullable Grown attempt(String form) {
        List<Grown> parts = new ArrayList<>();
        Want value = Want.values()[random.nextInt(Want.values().length)];
        Matcher matcher = WORD.matcher(form.replace(", …", ""));
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            String word = matcher.group().replace("'", "");
            List<String> choices = CHOICES.get(word);
            String filled;
            if (choices != null) {
                filled = choices.get(random.nextInt(choices.size()));
            } else {
                Grown part = part(want(word, value));
                if (part == null) {
                    return null;
                }
                parts.add(part);
                filled = part.depth == 0 ? part.text() : "(" + part.text() + ")";
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(filled));
        }
        matcher.appendTail(text);
        int depth = 1 + parts.stream().mapToInt(Grown::depth).max().orElse(0);
        return depth > MAX_DEPTH || text.length() > MAX_LENGTH ? null : plant(text.toString(), parts, depth);
    }

    private @Nullable Grown part(Want want) {
        if (want == Want.SMALL) {
            return known.get(SMALL.get(random.nextInt(SMALL.size())));
        }
        List<Grown> small = (random.nextInt(4) == 0 ? literals : columns).getOrDefault(want, List.of());
        List<Grown> large = grown.getOrDefault(want, List.of());
        List<Grown> from = large.isEmpty() || !small.isEmpty() && random.nextInt(5) < 3 ? small : large;
        return from.isEmpty() ? null : from.get(random.nextInt(from.size()));
    }

    private Want want(String word, Want value) {
        return switch (word) {
            case "number" -> Want.NUMBER;
            case "start", "length", "places", "count", "index", "group", "position", "times", "scale", "precision" ->
                Want.SMALL;
            case "condition" -> Want.CONDITION;
            case "date" -> random.nextInt(3) == 0 ? Want.TIMESTAMP : Want.DATE;
            case "timestamp" -> random.nextInt(6) == 0 ? Want.DATE : Want.TIMESTAMP;
            case "time" -> Want.TIME;
            case "bytes" -> Want.BYTES;
            case "value" -> value;
            case "any" -> Want.values()[random.nextInt(Want.values().length)];
            default -> Want.TEXT;
        };
    }

    private @Nullable Grown plant(String text, List<Grown> parts, int depth) {
        if (known.containsKey(text)) {
            return null;
        }
        Expression expression =
                Language.check(text, RandomTable.SCHEMA, ENVIRONMENT).expression();
        if (expression == null || depth > 0 && expression.columns().isEmpty() && random.nextInt(10) > 0) {
            return null;
        }
        Grown one = new Grown(expression, parts, depth);
        known.put(text, one);
        Map<Want, List<Grown>> shelf = depth > 0 ? grown : expression.passesOn() == null ? literals : columns;
        shelf.computeIfAbsent(kind(expression.type()), any -> new ArrayList<>()).add(one);
        return one;
    }

    private static Want kind(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> Want.CONDITION;
            case STRING -> Want.TEXT;
            case DATE -> Want.DATE;
            case TIME -> Want.TIME;
            case BYTES -> Want.BYTES;
            case TIMESTAMP, TIMESTAMP_LTZ -> Want.TIMESTAMP;
            default -> Want.NUMBER;
        };
    }
}
