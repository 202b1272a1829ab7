package dev.tailrace.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people get wrong, what they are told, where it is underlined, and what a fix makes of it. */
class MistakesTest {
    private static final Schema SCHEMA = Schema.of(
            Field.of("i", DataType.INT),
            Field.of("amount", DataType.DOUBLE),
            Field.of("name", DataType.STRING),
            Field.of("ts", DataType.TIMESTAMP),
            Field.of("ltz", DataType.TIMESTAMP_LTZ),
            Field.of("dt", DataType.DATE),
            Field.of("ok", DataType.BOOLEAN),
            Field.of("value", DataType.INT),
            Field.of("tags", DataType.array(Field.of("element", DataType.STRING))));

    private static final Texts TEXTS = new Texts(Locale.ENGLISH);

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            textBlock =
                    """
            amuont > 5                       | unknown-column-near     | amuont                | amount > 5
            Amount > 5                       | unknown-column-near     | Amount                | amount > 5
            zebra > 5                        | unknown-column          | zebra                 |
            valu > 5                         | unknown-column-near     | valu                  | `value` > 5
            value > 5                        | reserved-word           | value                 | `value` > 5
            i > value                        | reserved-word           | value                 | i > `value`
            i + value + 1                    | reserved-word           | value                 | i + `value` + 1
            UPER(name)                       | unknown-function-near   | UPER(name)            |
            FOOBARBAZ(name)                  | unknown-function        | FOOBARBAZ(name)       |
            UPPER(i)                         | wrong-arguments         | UPPER(i)              |
            UPPER(name, 2)                   | wrong-arguments         | UPPER(name, 2)        |
            ROUND(name)                      | wrong-arguments         | ROUND(name)           |
            i = '7'                          | incomparable            | '7'                   | i = 7
            name > 5                         | incomparable            | name                  | CAST(name AS INT) > 5
            i IN (1, 'a')                    | incomparable            | 'a'                   | i IN (1, CAST('a' AS INT))
            i BETWEEN '1' AND 5              | incomparable            | '1'                   | i BETWEEN 1 AND 5
            ts > '2026-01-01 00:00:00'       | incomparable            | '2026-01-01 00:00:00' | ts > TIMESTAMP '2026-01-01 00:00:00'
            dt < '2026-01-01'                | incomparable            | '2026-01-01'          | dt < DATE '2026-01-01'
            ok = 1                           | incomparable            | ok = 1                |
            name + 1                         | cannot-apply            | name + 1              |
            NOT i                            | cannot-apply            | NOT i                 |
            amount % 2                       | cannot-apply            | amount % 2            |
            ts - ts                          | cannot-apply            | ts - ts               |
            i >                              | unfinished              | >                     |
            i > 5 AND                        | unfinished              | AND                   |
            CASE WHEN ok THEN 1              | unfinished              | 1                     |
            i 5                              | unexpected              | 5                     |
            i > > 5                          | unexpected              | >                     |
            i AND AND ok                     | unexpected              | AND                   |
            * 5                              | unexpected-start        | *                     |
            AND ok                           | unexpected-start        | AND                   |
            SELECT 1                         | unexpected-start        | SELECT                |
            i BETWEEN 1                      | between                 |                       |
            (i + 1                           | unclosed-parenthesis    | (                     |
            i + 1)                           | unopened-parenthesis    | )                     |
            name = 'abc                      | unclosed-quote          | 'abc                  | name = 'abc'
            `i + 1                           | unclosed-backtick       | `i + 1                |
            name = "abc"                     | double-quote            | "                     |
            i == 5                           | write-instead           | ==                    | i = 5
            i != 5                           | write-instead           | !=                    | i <> 5
            ok && i > 5                      | write-instead           | &&                    | ok AND i > 5
            i & 3                            | unexpected-character    | &                     |
            i > ?                            | unexpected-character    | ?                     |
            SUM(i)                           | aggregate               | SUM(i)                |
            COUNT(*) > 5                     | aggregate               | COUNT(*)              |
            SUM(i) OVER ()                   | over                    | SUM(i) OVER ()        |
            i IN (SELECT 1)                  | sub-query               | SELECT 1              |
            CAST(ts AS INT)                  | cannot-cast             | CAST(ts AS INT)       |
            CAST(name AS TIMESTAMP)          | timestamp-precision     | TIMESTAMP             | CAST(name AS TIMESTAMP(3))
            CAST(name AS TIMESTAMP(9))       | timestamp-precision     | TIMESTAMP(9)          | CAST(name AS TIMESTAMP(3))
            CAST(ts AS BIGINT)               | cannot-cast             | CAST(ts AS BIGINT)    |
            CAST(i AS DATE)                  | cannot-cast             | CAST(i AS DATE)       |
            NULL                             | untyped-null            | NULL                  |
            i + NULL                         | untyped-null            | NULL                  |
            CASE WHEN ok THEN 1 ELSE 'a' END | mixed-types             | CASE WHEN ok THEN 1 ELSE 'a' END |
            COALESCE(i, name)                | mixed-types             | COALESCE(i, name)     |
            a.b                              | dotted                  | a.b                   |
            DATE '2026-13-01'                | time-literal            | DATE '2026-13-01'     |
            EXTRACT(FOO FROM ts)             | unit                    | FOO                   |
            TIMESTAMPDIFF(DAY, ts, ltz)      | local-difference        | TIMESTAMPDIFF(DAY, ts, ltz) |
            DATE_FORMAT(ts, 'EEE')           | pattern-locale          | DATE_FORMAT(ts, 'EEE')|
            DATE_FORMAT(ts, name)            | pattern-literal         | DATE_FORMAT(ts, name) |
            name LIKE '!a' ESCAPE '!'        | escape-in-pattern       | name LIKE '!a' ESCAPE '!' |
            name SIMILAR TO 'a' ESCAPE 'b'   | not-offered             | name SIMILAR TO 'a' ESCAPE 'b' |
            i IN (7.2, 8)                    | list-member             | 7.2                   |
            i NOT IN (1, -4294967303)        | list-member             | -4294967303           |
            i IN (1, amount)                 | list-member             | amount                |
            UUID()                           | random                  | UUID()                |
            PRINTF('%s', name)               | locale-function         | PRINTF('%s', name)    |
            ENCODE(name, 'EBCDIC')           | charset                 | ENCODE(name, 'EBCDIC')|
            ENCODE(name, name)               | charset                 | ENCODE(name, name)    |
            LTRIM(name, name)                | trim-literal            | LTRIM(name, name)     |
            TRIM(LEADING name FROM name)     | trim-literal            | TRIM(LEADING name FROM name) |
            (ts, ts) OVERLAPS (ts, ts)       | overlaps                | (ts, ts) OVERLAPS (ts, ts) |
            RAND()                           | random                  | RAND()                |
            RAND_INTEGER(7)                  | random                  | RAND_INTEGER(7)       |
            NOW() > ltz                      | clock                   | NOW()                 |
            CURRENT_DATE                     | clock                   | CURRENT_DATE          |
            CURRENT_TIME                     | clock                   | CURRENT_TIME          |
            LOCALTIME                        | clock                   | LOCALTIME             |
            LOCALTIMESTAMP > ts              | clock                   | LOCALTIMESTAMP        |
            CURRENT_ROW_TIMESTAMP()          | clock                   | CURRENT_ROW_TIMESTAMP() |
            CURRENT_WATERMARK(ts)            | clock                   | CURRENT_WATERMARK(ts) |
            SOURCE_WATERMARK()               | clock                   | SOURCE_WATERMARK()    |
            PROCTIME()                       | clock                   | PROCTIME()            |
            UNIX_TIMESTAMP()                 | clock                   | UNIX_TIMESTAMP()      |
            CURRENT_DATABASE()               | session-function        | CURRENT_DATABASE()    |
            TYPEOF(name)                     | nested-function         | TYPEOF(name)          |
            CURRENT_TIMESTAMP > ltz          | clock                   | CURRENT_TIMESTAMP     |
            LPAD(name, 'a', 'b')             | wrong-arguments         | LPAD(name, 'a', 'b')  |
            LPAD(name, 3)                    | wrong-arguments         | LPAD(name, 3)         |
            REGEXP(name)                     | wrong-arguments         | REGEXP(name)          |
            REVERSE(i)                       | wrong-arguments         | REVERSE(i)            |
            REVERSE(NULL)                    | untyped-null            | NULL                  |
            REGEXP_EXTRAC(name, 'a')         | unknown-function-near   | REGEXP_EXTRAC(name, 'a') |
            SHA2(name, 1)                    | sha2                    | SHA2(name, 1)         |
            GREATEST(i, name)                | mixed-types             | GREATEST(i, name)     |
            JSON_VALUE(name, '$..a')         | json-path               | JSON_VALUE(name, '$..a') |
            JSON_EXISTS(name, name)          | json-path-literal       | JSON_EXISTS(name, name) |
            JSON_ARRAY(NULL)                 | untyped-null            | NULL                  |
            JSON_VALUE(name, '$.a' RETURNING BIGINT) | json-returning  | BIGINT                |
            JSON_VALUE(name, '$.a' DEFAULT 1 ON EMPTY) | json-default  | JSON_VALUE(name, '$.a' DEFAULT 1 ON EMPTY) |
            JSON_OBJECT(name VALUE 1)        | json-key                | JSON_OBJECT(name VALUE 1) |
            JSON_STRING(ts)                  | wrong-arguments         | JSON_STRING(ts)       |
            JSON_ARRAY(ts)                   | cannot-apply            | JSON_ARRAY(ts)        |
            tags < tags                      | incomparable            | tags < tags           |
            INTERVAL '1' DAY                 | result-type             | INTERVAL '1' DAY      |
            """)
    void aMistakeIsSaidWhereItStands(String text, String code, String underlined, String fixed) {
        Checked checked = Language.check(text, SCHEMA, Environment.UTC);
        assertNull(checked.expression(), "accepted");
        Problem problem = checked.problems().get(0);
        assertEquals("language." + code, problem.code());
        Problem.Span span = problem.span();
        assertNotNull(span);
        int start = span.startOffset(text);
        int end = span.endOffset(text);
        assertEquals(underlined == null ? "" : underlined, text.substring(start, end));
        String words = TEXTS.of(problem);
        assertFalse(words.startsWith("language.") || words.contains("{"), words);
        if (fixed != null) {
            Problem.Fix.ReplaceText fix =
                    (Problem.Fix.ReplaceText) problem.fixes().get(0);
            assertEquals(fixed, text.substring(0, start) + fix.replacement() + text.substring(end));
            assertFalse(TEXTS.get(fix.code(), fix.arguments().toArray()).contains("{"));
        }
    }
}
