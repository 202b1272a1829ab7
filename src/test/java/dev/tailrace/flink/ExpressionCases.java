package dev.tailrace.flink;

import dev.tailrace.language.Environment;
import dev.tailrace.language.Language;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Scalar expressions over random rows with nulls, computed by filters and projections of both runtimes. */
final class ExpressionCases {
    private static final int ROWS = 50;
    private static final int PER_DRAWING = 20;

    /** None of these fails at any of the rows. */
    private static final List<String> EXPRESSIONS = List.of(
            "i + j",
            "i - l",
            "i * j",
            "l * l",
            "-i",
            "i / 7",
            "MOD(i, 7)",
            "i % 5",
            "MOD(l, 4)",
            "d + e",
            "d * i",
            "d / i",
            "d / 0",
            "-d",
            "p + q",
            "p - p",
            "p * q",
            "p / 3",
            "q / p",
            "p * i",
            "l * 0.908",
            "i / 2.0",
            "p % 5",
            "d * 0.908",
            "p + d",
            "ABS(i)",
            "ABS(p)",
            "ABS(d)",
            "CEIL(d)",
            "FLOOR(d)",
            "CEIL(p)",
            "FLOOR(p)",
            "ROUND(d)",
            "ROUND(d, 1)",
            "ROUND(p, 1)",
            "ROUND(p)",
            "ROUND(i, -1)",
            "i = j",
            "i <> j",
            "i < l",
            "l >= d",
            "p > q",
            "p = i",
            "d < p",
            "s = u",
            "s < u",
            "s <> ''",
            "ts < TIMESTAMP '2024-03-31 02:00:00'",
            "ltz >= TO_TIMESTAMP_LTZ(1711846800000, 3)",
            "dt < DATE '2024-03-01'",
            "b AND c",
            "b OR c",
            "NOT b",
            "b = c",
            "b IS NULL",
            "i IS NOT NULL",
            "b IS TRUE",
            "b IS NOT FALSE",
            "b IS UNKNOWN",
            "i IN (1, 2, 3)",
            "i NOT IN (1, 2, j)",
            "i BETWEEN -10 AND 10",
            "i NOT BETWEEN j AND 50",
            "s IN ('Apple', 'banana')",
            "i <> 0 AND 100 / i > 3",
            "CASE WHEN i > 0 THEN 'positive' WHEN i < 0 THEN 'negative' END",
            "CASE j WHEN 1 THEN 10 WHEN 2 THEN 20 ELSE 0 END",
            "CASE WHEN i > 5 THEN 1 ELSE 2.5 END",
            "CASE WHEN b THEN i ELSE l END",
            "CASE WHEN b THEN s ELSE 'other' END",
            "COALESCE(i, j, 0)",
            "COALESCE(s, u, '')",
            "NULLIF(i, 1)",
            "NULLIF(s, 'Apple')",
            "IF(b, i, j)",
            "CAST(i AS BIGINT)",
            "CAST(l AS INT)",
            "CAST(d AS INT)",
            "CAST(d AS BIGINT)",
            "CAST(i AS DOUBLE)",
            "CAST(p AS INT)",
            "CAST(p AS DOUBLE)",
            "CAST(d AS DECIMAL(12, 1))",
            "CAST(p AS DECIMAL(4, 1))",
            "CAST(i AS DECIMAL(10, 2))",
            "CAST(i AS STRING)",
            "CAST(l AS STRING)",
            "CAST(d AS STRING)",
            "CAST(p AS STRING)",
            "CAST(b AS STRING)",
            "CAST(dt AS STRING)",
            "CAST(ts AS STRING)",
            "CAST(ltz AS STRING)",
            "CAST(ts AS DATE)",
            "CAST(ltz AS DATE)",
            "CAST(dt AS TIMESTAMP(3))",
            "CAST(ltz AS TIMESTAMP(3))",
            "CAST(ts AS TIMESTAMP_LTZ(3))",
            "TRY_CAST(s AS INT)",
            "TRY_CAST(s AS DOUBLE)",
            "TRY_CAST(s AS DECIMAL(8, 2))",
            "TRY_CAST(s AS BOOLEAN)",
            "TRY_CAST(s AS TIMESTAMP(3))",
            "TRY_CAST(s AS DATE)",
            "UPPER(s)",
            "LOWER(s)",
            "CHAR_LENGTH(s)",
            "TRIM(s)",
            "TRIM(BOTH 'a' FROM s)",
            "TRIM(LEADING ' ' FROM s)",
            "SUBSTRING(s, 2)",
            "SUBSTRING(s, 2, 3)",
            "SUBSTRING(s, -3, 2)",
            "SUBSTRING(s, i, j)",
            "POSITION('a' IN s)",
            "REPLACE(s, 'a', '--')",
            "CONCAT(s, '-', u)",
            "s || u",
            "s || '!'",
            "s LIKE 'a%'",
            "s LIKE '%a%'",
            "s LIKE '_a%'",
            "s LIKE 'a!_b!%%' ESCAPE '!'",
            "s NOT LIKE '%e'",
            "s NOT LIKE u",
            "s NOT LIKE 'a!_%' ESCAPE '!'",
            "CONCAT_WS('-', s, u, 'x')",
            "LPAD(s, 8, 'xy')",
            "RPAD(s, j + 100, '-')",
            "REPEAT(s, 2)",
            "REVERSE(s)",
            "LEFT(s, j)",
            "RIGHT(s, 2)",
            "LTRIM(s)",
            "RTRIM(s, 'ae')",
            "BTRIM(s, ' a')",
            "OVERLAY(s PLACING u FROM 2 FOR 1)",
            "SPLIT_INDEX(s, 'a', 1)",
            "TRANSLATE(s, 'ab', u)",
            "ELT(j, s, u)",
            "SUBSTR(s, 2)",
            "INITCAP(s)",
            "INSTR(s, 'a', -1)",
            "LOCATE('a', s, 2)",
            "STARTSWITH(s, 'a')",
            "ENDSWITH(s, u)",
            "ASCII(s)",
            "CHR(i)",
            "HASH_CODE(s)",
            "IS_ALPHA(s)",
            "IS_DECIMAL(s)",
            "IS_DIGIT(s)",
            "REGEXP(s, '^[a-z]+$')",
            "REGEXP(s, u)",
            "REGEXP_EXTRACT(s, '(.)(a)', 1)",
            "REGEXP_REPLACE(s, '[aeiou]', '<$1>')",
            "REGEXP_COUNT(s, 'a')",
            "REGEXP_INSTR(s, 'n')",
            "REGEXP_SUBSTR(s, 'a.')",
            "BIN(i)",
            "HEX(l)",
            "HEX(s)",
            "TO_BASE64(s)",
            "FROM_BASE64(TO_BASE64(s))",
            "MD5(s)",
            "SHA256(s)",
            "SHA2(s, 512)",
            "URL_ENCODE(s)",
            "URL_DECODE(s)",
            "PARSE_URL('http://x.y/' || s || '?a=' || u, 'QUERY', 'a')",
            "INET_ATON('10.0.' || CAST(ABS(j) AS STRING))",
            "INET_NTOA(l)",
            "GREATEST(i, j, 0)",
            "GREATEST(d, e)",
            "LEAST(p, CAST(i AS DECIMAL(10, 2)))",
            "COALESCE(p, i)",
            "IFNULL(p, d)",
            "s SIMILAR TO '(a|A)[a-z]*'",
            "LEAST(s, u)",
            "IFNULL(s, 'none')",
            "s IS JSON",
            "JSON_QUOTE(s)",
            "JSON_UNQUOTE(JSON_QUOTE(s))",
            "JSON_STRING(d)",
            "JSON_OBJECT('k' VALUE s, 'a' VALUE i, 'b' VALUE JSON_ARRAY(b, p, u))",
            "JSON_VALUE(JSON_OBJECT('k' VALUE s, 'a' VALUE i), '$.k')",
            "JSON_VALUE(JSON_OBJECT('k' VALUE s, 'a' VALUE i), 'lax $.a' RETURNING INT DEFAULT 0 ON EMPTY)",
            "JSON_EXISTS(JSON_OBJECT('k' VALUE s), '$.k')",
            "JSON_QUERY(JSON_OBJECT('k' VALUE JSON_ARRAY(i, s)), '$.k')",
            "i IN (1, 2, 3, 4, 5, 6, 7)",
            "s NOT IN ('Apple', 'banana', 'a', 'b', 'c', '')",
            "d IN (0e0, 1e0)",
            "YEAR(dt)",
            "MONTH(ts)",
            "QUARTER(dt)",
            "WEEK(dt)",
            "DAYOFMONTH(ts)",
            "DAYOFWEEK(dt)",
            "DAYOFYEAR(dt)",
            "HOUR(ts)",
            "HOUR(ltz)",
            "MINUTE(ts)",
            "SECOND(ts)",
            "EXTRACT(DAY FROM ltz)",
            "EXTRACT(WEEK FROM ts)",
            "FLOOR(ts TO HOUR)",
            "FLOOR(ts TO DAY)",
            "FLOOR(ltz TO DAY)",
            "FLOOR(ts TO MONTH)",
            "CEIL(ts TO HOUR)",
            "FLOOR(ts TO WEEK)",
            "ts + INTERVAL '1' MONTH",
            "ts - INTERVAL '90' MINUTE",
            "ltz + INTERVAL '1' DAY",
            "dt + INTERVAL '1' DAY",
            "TIMESTAMPADD(HOUR, 5, ts)",
            "TIMESTAMPADD(DAY, j, ts)",
            "TIMESTAMPDIFF(MINUTE, ts, TIMESTAMP '2024-04-01 00:00:00')",
            "TIMESTAMPDIFF(DAY, dt, DATE '2024-03-01')",
            "TIMESTAMPDIFF(MONTH, ts, TIMESTAMP '2025-04-01 00:00:00')",
            "DATE_FORMAT(ts, 'yyyy-MM-dd HH:mm')",
            "DATE_FORMAT(ts, 'dd.MM.yy')",
            "TO_TIMESTAMP(s)",
            "TO_TIMESTAMP(u, 'yyyy-MM-dd')",
            "TO_TIMESTAMP_LTZ(l / 1000000, 3)",
            "TO_TIMESTAMP_LTZ(l, 3)",
            "TO_TIMESTAMP_LTZ(l, 0)");

    /** Expressions known to differ, with what Flink does. */
    private static final Map<String, String> PENDING = Map.of();

    private static final List<String> FAILING = List.of(
            "10 / (id - 3)",
            "MOD(10, id - 3)",
            "p / (p - p)",
            "CAST(s AS INT)",
            "CAST(s AS DOUBLE)",
            "CAST(s AS BOOLEAN)",
            "CAST(s AS TIMESTAMP(3))",
            "FROM_BASE64(s)",
            "INSTR(s, 'a', 1, id - 3)",
            "COALESCE(i, 1 / (id - 3))",
            "JSON_VALUE(s, '$.a' ERROR ON ERROR)",
            "id - 3 <> 0 OR 10 / (id - 3) > 1");

    private ExpressionCases() {}

    /** Many expressions to a drawing; those that do not pass the check stand alone, so that they fail alone. */
    static List<Drawing> all() {
        List<Drawing> drawings = new ArrayList<>();
        List<String> sound = new ArrayList<>();
        List<String> expressions = new ArrayList<>(EXPRESSIONS);
        expressions.addAll(NumberAndTimeCases.EXPRESSIONS);
        for (String expression : expressions) {
            if (isSound(expression)) {
                sound.add(expression);
            } else {
                drawings.add(projecting(expression, List.of(expression)));
            }
        }
        for (int from = 0; from < sound.size(); from += PER_DRAWING) {
            List<String> some = sound.subList(from, Math.min(sound.size(), from + PER_DRAWING));
            drawings.add(projecting(some.get(0) + " and " + (some.size() - 1) + " further expressions", some));
        }
        return drawings;
    }

    private static boolean isSound(String expression) {
        try {
            return Language.check(expression, RandomRows.SCHEMA, Environment.UTC)
                            .expression()
                    != null;
        } catch (RuntimeException bug) {
            return false;
        }
    }

    /** Drawings known to differ, with the reason. */
    static Map<Drawing, String> pending() {
        Map<Drawing, String> drawings = new LinkedHashMap<>();
        PENDING.forEach((expression, reason) -> drawings.put(projecting(expression, List.of(expression)), reason));
        return drawings;
    }

    static List<Drawing> failing() {
        return FAILING.stream().map(one -> projecting(one, List.of(one))).toList();
    }

    private static Drawing projecting(String name, List<String> expressions) {
        List<String> all = new ArrayList<>(List.of("id"));
        all.addAll(expressions);
        return Drawing.named(name)
                .zone("Europe/Berlin")
                .with(new Computing(all))
                .rows("rows", RandomRows.SCHEMA, RandomRows.of(ROWS))
                .then("values", Computing.ID, "{}")
                .collect("out");
    }
}
