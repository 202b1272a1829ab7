package dev.tailrace.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is typed gives an expression or a problem with words; a check never throws. */
class AnyTextTest {
    private static final long SEED = Long.getLong("tailrace.seed", 20_240_331L);
    private static final int MUTATIONS = Integer.getInteger("tailrace.mutations", 5_000);
    /** Expressions in one class. */
    private static final int AT_ONCE = 25;

    private static final Texts TEXTS = new Texts(Locale.ENGLISH);
    private static final Environment BERLIN = new Environment(
            ZoneId.of("Europe/Berlin"), Map.of("limit", new Environment.ParameterValue(DataType.INT, 5)));

    private static final Schema SCHEMA = Schema.of(
            Field.of("i", DataType.INT),
            Field.of("j", DataType.INT),
            Field.of("l", DataType.BIGINT),
            Field.of("d", DataType.DOUBLE),
            Field.of("f", DataType.FLOAT),
            Field.of("p", DataType.decimal(10, 2)),
            Field.of("q", DataType.decimal(38, 18)),
            Field.of("str", DataType.STRING),
            Field.required("sn", DataType.STRING),
            Field.of("b", DataType.BOOLEAN),
            Field.of("ts", DataType.TIMESTAMP),
            Field.of("ltz", DataType.TIMESTAMP_LTZ),
            Field.of("dt", DataType.DATE),
            Field.of("tm", DataType.time(3)),
            Field.of("bs", DataType.BYTES),
            Field.of("value", DataType.INT),
            Field.of("tags", DataType.array(Field.of("element", DataType.STRING))));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "str NOT LIKE '%e'",
                "str NOT LIKE '!%e' ESCAPE '!'",
                "str LIKE NULL",
                "str SIMILAR TO 'a'",
                "str NOT SIMILAR TO 'a'",
                "str RLIKE 'a'",
                "str ILIKE 'a'",
                "str NOT ILIKE 'a'",
                "i BETWEEN SYMMETRIC 9 AND 1",
                "i NOT BETWEEN 1 AND NULL",
                "i BETWEEN ASYMMETRIC 1 AND 2",
                "i NOT IN (1, NULL)",
                "i IN (NULL)",
                "i IN ()",
                "i IN (SELECT 1)",
                "i IN (j, (SELECT 1))",
                "(i, j) IN ((1, 2), (3, 4))",
                "(i, j) = (1, 2)",
                "(i, j)",
                "ROW(i, j)",
                "ROW(i, j) IS NULL",
                "i IS DISTINCT FROM j",
                "i IS NOT DISTINCT FROM j",
                "i IS DISTINCT FROM NULL",
                "NULL IS NOT DISTINCT FROM NULL",
                "NULL = NULL",
                "NULL IS NULL",
                "NOT NULL",
                "NULL AND b",
                "CASE i WHEN 1 THEN 2 END",
                "CASE i WHEN 1, 2 THEN 3 ELSE 4 END",
                "CASE i WHEN 'a' THEN 2 END",
                "CASE WHEN b THEN NULL END",
                "CASE WHEN NULL THEN 1 ELSE 2 END",
                "CASE NULL WHEN NULL THEN 1 END",
                "+i",
                "+ + i",
                "- - i",
                "-str",
                "+ts",
                "INTERVAL '1' DAY + ts",
                "INTERVAL '1 2' DAY TO HOUR + ts",
                "ts - INTERVAL '1-2' YEAR TO MONTH",
                "INTERVAL '1' DAY * 2",
                "ts + i * INTERVAL '1' DAY",
                "ts + INTERVAL '99999999999' DAY",
                "ts + INTERVAL 'x' DAY",
                "ts + INTERVAL i DAY",
                "-INTERVAL '1' DAY",
                "INTERVAL '1' DAY = INTERVAL '24' HOUR",
                "INTERVAL '1' DAY + INTERVAL '1' MONTH",
                "(ts - ts) DAY",
                "ts - INTERVAL '1' QUARTER",
                "dt + 1",
                "dt - dt",
                "CURRENT_TIMESTAMP",
                "CURRENT_DATE",
                "CURRENT_TIME",
                "LOCALTIME",
                "LOCALTIMESTAMP(3)",
                "CURRENT_TIMESTAMP(99)",
                "NOW()",
                "PROCTIME()",
                "USER",
                "CURRENT_USER",
                "PI",
                "RAND()",
                "TIME '12:00:00'",
                "TIMESTAMP '2024-01-01 00:00:00.123456789'",
                "TIMESTAMP 'x'",
                "DATE ''",
                "(SELECT 1)",
                "SELECT 1",
                "EXISTS (SELECT 1)",
                "NOT EXISTS (SELECT i FROM t)",
                "i = ANY (SELECT 1)",
                "i > ALL (SELECT 1)",
                "i = SOME (1, 2)",
                "i > ALL (1, 2)",
                "ARRAY[1, 2]",
                "ARRAY[]",
                "ARRAY(SELECT 1)",
                "ARRAY[1, 2][1]",
                "MAP['a', 1]",
                "MAP['a', 1]['a']",
                "MULTISET[1, 2]",
                "tags[1]",
                "CARDINALITY(tags)",
                "tags IS NULL",
                "i MEMBER OF MULTISET[1]",
                "i = ?",
                "?",
                "COUNT(*)",
                "COUNT(*) FILTER (WHERE b)",
                "SUM(i) FILTER (WHERE b)",
                "SUM(DISTINCT i)",
                "SUM(i) OVER (PARTITION BY j)",
                "ROW_NUMBER() OVER w",
                "LISTAGG(str) WITHIN GROUP (ORDER BY i)",
                "UPPER(DISTINCT str)",
                "UPPER(ALL str)",
                "CONCAT(DISTINCT str, sn)",
                "UPPER(str) OVER ()",
                "UPPER(str => 'a')",
                "UPPER(DEFAULT)",
                "DEFAULT",
                "GROUPING(i)",
                "TUMBLE(ts, INTERVAL '1' HOUR)",
                "TUMBLE_START(ts, INTERVAL '1' HOUR)",
                "*",
                "input.*",
                "input.i",
                "t.input.i",
                "i.*",
                "i, j",
                "i AS x",
                "i x",
                "i ORDER BY j",
                "i UNION SELECT 2",
                "VALUES (1)",
                "TABLE t",
                "VALUE",
                "CAST(i AS ROW<a INT>)",
                "CAST(i AS MAP<INT, INT>)",
                "CAST(tags AS STRING)",
                "CAST(tags AS ARRAY<INT>)",
                "CAST(i AS INTERVAL DAY)",
                "CAST(i AS DECIMAL(99, 2))",
                "CAST(i AS DECIMAL(2, 9))",
                "CAST(i AS VARCHAR(0))",
                "CAST(i AS VARCHAR(99999999999))",
                "CAST(i AS FOO)",
                "CAST(i AS NULL)",
                "CAST(i AS RAW('a', 'b'))",
                "CAST(i AS TIMESTAMP(3) WITH TIME ZONE)",
                "CAST(i AS TIMESTAMP(3) WITHOUT TIME ZONE)",
                "CAST(i AS INT NOT NULL)",
                "CAST(i AS INT ARRAY)",
                "CAST(i AS TIME(3))",
                "CAST(str AS BINARY(3))",
                "CAST(i AS i)",
                "TRY_CAST(i AS FOO)",
                "TRY_CAST(tags AS INT)",
                "TRY_CAST(NULL AS INT)",
                "CONVERT(i, INT)",
                "CAST(str AS INT FORMAT 'x')",
                "i::INT",
                "TRANSLATE(str USING utf8)",
                "CONVERT(str USING utf8)",
                "str COLLATE latin1$en$1",
                "_UTF8'x'",
                "_latin1'\u00e4'",
                "_foo'x'",
                "U&'\\0041'",
                "U&'\\zzzz'",
                "x'41'",
                "X'4'",
                "N'x'",
                "'a' 'b'",
                "1e400",
                "1e-400",
                "1.5e3",
                "99999999999999999999999999999999999999999999",
                "0.0000000000000000000000000000000000000000001",
                "i + 99999999999999999999",
                "-9223372036854775808",
                "9223372036854775808",
                "q * q * q",
                "q / q",
                "MOD(q, p)",
                "OVERLAY(str PLACING 'a' FROM 1)",
                "(ts, ts) OVERLAPS (ts, ts)",
                "PERIOD (ts, ts) CONTAINS ts",
                "JSON_VALUE(str, '$.a')",
                "JSON_QUERY(str, 'lax $.a' WITH WRAPPER)",
                "JSON_OBJECT('a' VALUE 1)",
                "str IS JSON",
                "str IS NOT JSON OBJECT",
                "b IS NOT UNKNOWN",
                "i IS TRUE",
                "tags IS EMPTY",
                "tags IS A SET",
                "POSITION('a' IN str FROM 2)",
                "TRIM('a' FROM str)",
                "TRIM(i FROM str)",
                "TRIM(BOTH FROM str)",
                "SUBSTRING(str FROM 2 FOR 3)",
                "SUBSTRING(str FROM NULL)",
                "SUBSTRING(str SIMILAR 'a' ESCAPE '!')",
                "FLOOR(ts TO FOO)",
                "FLOOR(ts TO DECADE)",
                "FLOOR(i TO DAY)",
                "FLOOR(dt TO DAY)",
                "CEIL(ts TO MILLISECOND)",
                "EXTRACT(EPOCH FROM ts)",
                "EXTRACT(CENTURY FROM dt)",
                "EXTRACT(DAY FROM INTERVAL '1' DAY)",
                "EXTRACT(DAY FROM i)",
                "EXTRACT(DAY FROM NULL)",
                "TIMESTAMPADD(DAY, NULL, ts)",
                "TIMESTAMPADD(FOO, 1, ts)",
                "TIMESTAMPADD(SQL_TSI_DAY, 1, ts)",
                "TIMESTAMPADD(MICROSECOND, 1, ts)",
                "TIMESTAMPADD(DAY, 1, i)",
                "TIMESTAMPADD(DAY, 'a', ts)",
                "TIMESTAMPADD(HOUR, 1, dt)",
                "TIMESTAMPDIFF(DAY, ts, i)",
                "TIMESTAMPDIFF(DAY, NULL, NULL)",
                "COALESCE()",
                "COALESCE(NULL)",
                "COALESCE(NULL, NULL)",
                "COALESCE(i)",
                "NULLIF(i, NULL)",
                "NULLIF(NULL, 1)",
                "NULLIF(i)",
                "IF(b, 1)",
                "IF(NULL, 1, 2)",
                "IF(b, NULL, NULL)",
                "IF(b, 1, 'a')",
                "IF(b, tags, tags)",
                "CASE WHEN b THEN tags ELSE tags END",
                "tags = tags",
                "tags <> ARRAY['a']",
                "ABS(NULL)",
                "ROUND(p, i)",
                "ROUND(p, NULL)",
                "ROUND(q, -40)",
                "ROUND(q, 999999999999)",
                "POWER(i, 2)",
                "LN(d)",
                "UPPER(NULL)",
                "CONCAT()",
                "CONCAT('a', NULL)",
                "CONCAT(str, i)",
                "str || i",
                "str || NULL",
                "DATE_FORMAT(ts, NULL)",
                "DATE_FORMAT(ts, 'yyyy''x')",
                "DATE_FORMAT(str, 'yyyy')",
                "TO_TIMESTAMP(NULL)",
                "TO_TIMESTAMP(str, NULL)",
                "TO_TIMESTAMP_LTZ(l, 9)",
                "TO_TIMESTAMP_LTZ(NULL, 3)",
                "NEXT VALUE FOR s",
                "CURRENT VALUE FOR s",
                "{fn UPPER(str)}",
                "{d '2024-01-01'}",
                "{ts 'x'}",
                "@x",
                "$1",
                "i;",
                ":limit > i",
                ":nothing",
                ":limit:limit",
                "'a':limit",
                "i -- c",
                "i /* c",
                "/*+ hint */ i",
                "i = = j",
                "()",
                "(())",
                "i = (j",
                "\"i\"",
                "`i",
                "``",
                "`a``b`",
                "`i`.`j`",
                "\u0000",
                "\uD800",
                "'\uD800' = str",
                "i \u00a0+ 1",
                "\u00e4 > 1",
                "CLASSIFIER()",
                "FIRST(i, 1)",
                "PREV(i)",
                "RUNNING LAST(i)",
                "MATCH_NUMBER()",
                "LATERAL (SELECT 1)",
                "UNNEST(tags)",
                "CURSOR(SELECT 1)",
                "DESCRIPTOR(i)",
                "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY i)",
                "HOP(ts, INTERVAL '1' HOUR, INTERVAL '2' HOUR)",
                "i = 1 IS TRUE",
                "i < j < l",
                "NOT NOT b",
                "b = b = b",
                "i IS NULL IS NULL",
                "sn IS NULL",
                "str SUCCEEDS sn",
                "ts AT TIME ZONE 'UTC'",
                "ts AT LOCAL",
                "CAST(ts AS TIMESTAMP_LTZ)",
                "CAST(ts AS TIMESTAMP_LTZ(9))",
                "CAST(NULL AS TIMESTAMP_LTZ(3))",
                "CAST(str AS VARCHAR)",
                "CAST(b AS DECIMAL(3, 0))",
                "CAST(b AS DOUBLE)",
                "CAST(ts AS INT)",
                "CAST(dt AS BOOLEAN)",
                "TRY_CAST(ts AS INT)",
                "TRY_CAST(b AS DATE)",
            })
    void aFormOfSqlIsTakenOrRefusedWithWords(String text) {
        assertEquals("", complaint(text));
    }

    @Test
    void mutationsOfExpressionsAreTakenOrRefusedWithWords() throws IOException {
        List<String> seeds = seeds();
        List<String> tokens = seeds.stream()
                .flatMap(seed -> Tokenizer.meaningful(seed).stream().map(token -> token.of(seed)))
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
        tokens.addAll(ReservedWords.all());
        Random random = new Random(SEED);
        for (int n = 0; n < MUTATIONS; n++) {
            String text = seeds.get(random.nextInt(seeds.size()));
            for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
                text = mutated(text, seeds, tokens, SCHEMA.names(), random);
            }
            String complaint = complaint(text);
            assertEquals("", complaint, () -> "seed " + SEED);
        }
    }

    /** Over all types that there are, with everything that Flink was ever asked put together anew. */
    @Test
    void whateverIsTakenCanBeCompiledAndComputed() throws IOException {
        List<String> seeds = new ArrayList<>();
        for (ProbeTable table : ProbeTable.ofProject()) {
            table.answers().forEach(answer -> seeds.add(answer.expression()));
        }
        Random random = new Random(SEED);
        List<Expression> taken = new ArrayList<>();
        for (int n = 0; n < MUTATIONS; n++) {
            String seed = seeds.get(random.nextInt(seeds.size()));
            String text = mutated(seed, seeds, ProbeRow.SCHEMA.names(), ProbeRow.SCHEMA.names(), random);
            Expression expression =
                    Language.check(text, ProbeRow.SCHEMA, ProbeRow.ENVIRONMENT).expression();
            if (expression != null && expression.passesOn() == null) {
                taken.add(expression);
            }
        }
        assertFalse(taken.isEmpty());
        for (int from = 0; from < taken.size(); from += AT_ONCE) {
            List<Expression> some = taken.subList(from, Math.min(taken.size(), from + AT_ONCE));
            if (!isComputed(some)) {
                List<String> bad = some.stream()
                        .filter(one -> !isComputed(List.of(one)))
                        .map(Expression::text)
                        .toList();
                assertEquals(List.of(), bad, () -> "seed " + SEED);
            }
        }
    }

    /** Whether values come out, or of one alone the failure that a row may have. */
    private static boolean isComputed(List<Expression> expressions) {
        try {
            Language.compileProjection(expressions, ProbeRow.SCHEMA).evaluate(ProbeRow.BATCH);
            return true;
        } catch (EvaluationException expected) {
            return expressions.size() == 1;
        } catch (RuntimeException | LinkageError bug) {
            return false;
        }
    }

    @Test
    void deepNestingIsTakenOrRefusedWithWords() {
        for (int depth : new int[] {50, 500, 5_000, 50_000}) {
            assertEquals("", complaint("(".repeat(depth) + "i" + ")".repeat(depth)));
            assertEquals("", complaint("NOT ".repeat(depth) + "b"));
            assertEquals("", complaint("i" + " + i".repeat(depth)));
            assertEquals("", complaint("b" + " OR b".repeat(depth)));
        }
    }

    /** The probes' expressions, with this test's columns. */
    private static List<String> seeds() throws IOException {
        try (InputStream in = AnyTextTest.class.getResourceAsStream("flink-2.3-more.tsv")) {
            assertNotNull(in);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && line.contains("\t"))
                    .map(line -> line.substring(0, line.indexOf('\t')))
                    .filter(text -> !text.equals("expression"))
                    .toList();
        }
    }

    private static String mutated(
            String text, List<String> seeds, List<String> words, List<String> columns, Random random) {
        List<Token> tokens = Tokenizer.meaningful(text);
        if (tokens.isEmpty()) {
            return words.get(random.nextInt(words.size()));
        }
        Token at = tokens.get(random.nextInt(tokens.size()));
        String before = text.substring(0, at.start());
        String after = text.substring(at.end());
        String word = words.get(random.nextInt(words.size()));
        return switch (random.nextInt(7)) {
            case 0 -> before + after;
            case 1 -> before + word + after;
            case 2 -> before + " " + word + " " + text.substring(at.start());
            case 3 -> before + "(" + seeds.get(random.nextInt(seeds.size())) + ")" + after;
            case 4 -> {
                Token other = tokens.get(random.nextInt(tokens.size()));
                yield before + other.of(text) + after;
            }
            case 5 -> before + columns.get(random.nextInt(columns.size())) + after;
            default -> {
                int cut = random.nextInt(text.length());
                yield text.substring(0, cut) + text.substring(Math.min(text.length(), cut + 1));
            }
        };
    }

    /** What is wrong with the answer to a text, or nothing. */
    private static String complaint(String text) {
        Checked checked;
        try {
            checked = Language.check(text, SCHEMA, BERLIN);
        } catch (Exception | StackOverflowError | AssertionError thrown) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            return text.substring(0, Math.min(300, text.length())) + " throws "
                    + trace.toString().lines().limit(12).collect(Collectors.joining("\n"));
        }
        if (checked.expression() != null) {
            return checked.problems().isEmpty() ? "" : text + " is taken with problems";
        }
        if (checked.problems().isEmpty()) {
            return text + " has neither expression nor problem";
        }
        Problem problem = checked.problems().get(0);
        String words = TEXTS.of(problem);
        assertFalse(problem.span() == null, () -> text + " is refused without a place");
        boolean said = !words.isBlank() && !words.startsWith("language.") && !words.contains("{0}");
        return said ? "" : text + " is refused with " + words;
    }
}
