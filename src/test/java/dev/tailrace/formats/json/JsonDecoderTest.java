package dev.tailrace.formats.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Row;
import dev.tailrace.formats.Decoding;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.format.FormatChoice;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonDecoderTest {
    private static ColumnDeclaration column(DataType type, String path) {
        return new ColumnDeclaration("v", type, path);
    }

    private static FormatChoice format(ColumnDeclaration... columns) {
        return new FormatChoice(new JsonFormat(), JsonFormat.Settings.of(List.of(columns)));
    }

    /** The value of {@code $.v} in one line, which must be readable. */
    private static @Nullable Object read(DataType type, String line) {
        return read(type, "$.v", line);
    }

    private static @Nullable Object read(DataType type, String path, String line) {
        Decoding decoding = Decoding.of(format(column(type, path)), line);
        assertEquals(List.of(), decoding.unreadable);
        assertEquals(1, decoding.rows.size(), line);
        return decoding.rows.get(0).get(0);
    }

    private static String refused(DataType type, String line) {
        return refused(type, "$.v", line);
    }

    private static String refused(DataType type, String path, String line) {
        Decoding decoding = Decoding.of(format(column(type, path)), line);
        assertEquals(List.of(), decoding.rows, line);
        assertEquals(1, decoding.unreadable.size());
        assertTrue(decoding.unreadable.get(0).startsWith(line + " -> "), decoding.unreadable.get(0));
        return decoding.unreadable.get(0).substring(line.length() + 4);
    }

    @Test
    void readsIntegersOfTheTypesRange() {
        assertEquals(-2147483648, read(DataType.INT, "{\"v\":-2147483648}"));
        assertEquals(Long.MAX_VALUE, read(DataType.BIGINT, "{\"v\": 9223372036854775807 }"));
        assertEquals(Long.MIN_VALUE, read(DataType.BIGINT, "{\"v\":-9223372036854775808}"));
        assertEquals((byte) -128, read(DataType.TINYINT, "{\"v\":-128}"));
        assertEquals((short) 32767, read(DataType.SMALLINT, "{\"v\":32767}"));
        assertEquals(
                "v is 2147483648, outside INT, which goes from -2147483648 to 2147483647.",
                refused(DataType.INT, "{\"v\":2147483648}"));
        assertEquals(
                "v is 9223372036854775808, outside BIGINT, which goes from -9223372036854775808 to 9223372036854775807.",
                refused(DataType.BIGINT, "{\"v\":9223372036854775808}"));
        assertEquals(
                "v is 128, outside TINYINT, which goes from -128 to 127.", refused(DataType.TINYINT, "{\"v\":128}"));
    }

    @Test
    void aNumberThatIsWholeIsAnIntegerHoweverWritten() {
        // As in Flink.
        assertEquals(1, read(DataType.INT, "{\"v\":1.0}"));
        assertEquals(100L, read(DataType.BIGINT, "{\"v\":1e2}"));
        assertEquals(-9223372036854775808L, read(DataType.BIGINT, "{\"v\":-9223372036854775.808000e3}"));
        assertEquals(0, read(DataType.INT, "{\"v\":0e999999999999}"));
        assertTrue(refused(DataType.INT, "{\"v\":1e99999999999}").startsWith("v is 1e99999999999, outside INT"));
        assertTrue(refused(DataType.TINYINT, "{\"v\":300.0}").startsWith("v is 300.0, outside TINYINT"));
    }

    @Test
    void aFractionIsNoInteger() {
        // Flink cuts it to 1.
        assertEquals("v is \"1.5\", not an integer (INT).", refused(DataType.INT, "{\"v\":1.5}"));
        assertEquals("v is \"1e-99999999999\", not an integer (INT).", refused(DataType.INT, "{\"v\":1e-99999999999}"));
        // In a text Flink takes none either.
        assertEquals("v is \"1.0\", not an integer (INT).", refused(DataType.INT, "{\"v\":\"1.0\"}"));
    }

    @Test
    void readsTheNearestDouble() {
        assertEquals(0.1, read(DataType.DOUBLE, "{\"v\":0.1}"));
        assertEquals(-0.0, read(DataType.DOUBLE, "{\"v\":-0}"));
        assertEquals(5e-324, read(DataType.DOUBLE, "{\"v\":4.9e-324}"));
        // Halfway between two doubles, and just above: the correct rounding differs.
        assertEquals(9007199254740992.0, read(DataType.DOUBLE, "{\"v\":9007199254740993}"));
        assertEquals(9007199254740994.0, read(DataType.DOUBLE, "{\"v\":9007199254740993.00000000000000000001}"));
        assertEquals(1e23, read(DataType.DOUBLE, "{\"v\":1e23}"));
        assertTrue(refused(DataType.DOUBLE, "{\"v\":1e309}").startsWith("v is 1e309, outside DOUBLE"));
    }

    @Test
    void readsDecimalsExactlyAndRoundsWhatIsFiner() {
        assertEquals(new BigDecimal("800.0100"), read(DataType.decimal(18, 4), "{\"v\":800.010000000000}"));
        assertEquals(new BigDecimal("1.01"), read(DataType.decimal(5, 2), "{\"v\":1.005}"));
        assertEquals(new BigDecimal("-1.01"), read(DataType.decimal(5, 2), "{\"v\":-1.005}"));
        assertEquals(new BigDecimal("1.00"), read(DataType.decimal(5, 2), "{\"v\":1.00499999999999999999999999}"));
        assertEquals(new BigDecimal("120.00"), read(DataType.decimal(5, 2), "{\"v\":1.2e2}"));
        assertEquals(new BigDecimal("0.00"), read(DataType.decimal(5, 2), "{\"v\":1e-999999999}"));
        assertEquals(
                new BigDecimal("12345678901234567890123456789012345678"),
                read(DataType.decimal(38, 0), "{\"v\":12345678901234567890123456789012345678}"));
        assertEquals(
                "v is 999.995, outside DECIMAL(5, 2), which goes from -999.99 to 999.99.",
                refused(DataType.decimal(5, 2), "{\"v\":999.995}"));
        assertTrue(refused(DataType.decimal(38, 0), "{\"v\":1e999999999}").startsWith("v is 1e999999999, outside"));
    }

    @Test
    void aStringThatHoldsAValueIsThatValueAsInFlink() {
        assertEquals(12, read(DataType.INT, "{\"v\":\" 12 \"}"));
        assertEquals(1.5, read(DataType.DOUBLE, "{\"v\":\"1.5\"}"));
        assertEquals(Double.NaN, read(DataType.DOUBLE, "{\"v\":\"NaN\"}"));
        assertEquals(true, read(DataType.BOOLEAN, "{\"v\":\"TRUE\"}"));
        assertEquals("v is \"n/a\", not a number (DOUBLE).", refused(DataType.DOUBLE, "{\"v\":\"n/a\"}"));
        assertEquals("v is \"yes\", neither true nor false.", refused(DataType.BOOLEAN, "{\"v\":\"yes\"}"));
    }

    @Test
    void aTextColumnTakesTheTextOfAnyValue() {
        assertEquals("1.50", read(DataType.STRING, "{\"v\":1.50}"));
        assertEquals("true", read(DataType.STRING, "{\"v\":true}"));
        assertEquals("[1, {\"a\" :2}]", read(DataType.STRING, "{\"v\":[1, {\"a\" :2}] }"));
        assertEquals("", read(DataType.STRING, "{\"v\":\"\"}"));
    }

    @Test
    void missingAndNullAreNull() {
        assertEquals(null, read(DataType.INT, "{}"));
        assertEquals(null, read(DataType.STRING, "{\"v\":null}"));
        assertEquals(null, read(DataType.INT, "$.a.b", "{\"a\":null}"));
        assertEquals(null, read(DataType.INT, "$.a.b", "{\"a\":{}}"));
        assertEquals(null, read(DataType.INT, "$.a[2]", "{\"a\":[1,2]}"));
    }

    @Test
    void pathsLeadIntoObjectsAndArrays() {
        String line = "{\"a\":{\"b\":{\"c\":7}},\"odd 'name.\":[[1,2],[3,{\"x\":4}]]}";
        assertEquals(7, read(DataType.INT, "$.a.b.c", line));
        assertEquals(3, read(DataType.INT, "$['odd ''name.'][1][0]", line));
        assertEquals(4, read(DataType.INT, "$['odd ''name.'][1][1].x", line));
        assertEquals("{\"c\":7}", read(DataType.STRING, "$.a.b", line));
    }

    @Test
    void aValueAndSomethingInItCanBothBeRead() {
        FormatChoice format = new FormatChoice(
                new JsonFormat(),
                JsonFormat.Settings.of(List.of(
                        new ColumnDeclaration("whole", DataType.STRING, "$.a"),
                        new ColumnDeclaration("part", DataType.INT, "$.a.b"),
                        new ColumnDeclaration("again", DataType.BIGINT, "$.a.b"))));
        assertEquals(List.of(Row.of("{\"b\":1}", 1, 1L)), Decoding.of(format, "{\"a\":{\"b\":1}}").rows);
    }

    @Test
    void aPathIntoAnythingElseIsAnError() {
        assertEquals(
                "The path of v leads into 5, which has nothing in it.", refused(DataType.INT, "$.a.b", "{\"a\":5}"));
        assertEquals(
                "The path of v leads into [1], which has nothing in it.",
                refused(DataType.INT, "$.a.b", "{\"a\":[1]}"));
        assertEquals(
                "The path of v leads into \"x\", which has nothing in it.",
                refused(DataType.INT, "$.a[0]", "{\"a\":\"x\"}"));
    }

    @Test
    void theLastOfRepeatedNamesCounts() {
        assertEquals(2, read(DataType.INT, "{\"v\":\"x\",\"v\":2}"));
        assertEquals(null, read(DataType.INT, "{\"v\":1,\"v\":null}"));
        assertEquals(null, read(DataType.INT, "$.a.b", "{\"a\":{\"b\":1},\"a\":{\"c\":2}}"));
        assertEquals(3, read(DataType.INT, "$.a.b", "{\"a\":5,\"a\":{\"b\":3}}"));
    }

    @Test
    void escapesAreDecodedInValuesAndNames() {
        assertEquals(
                "a\"\\/\b\f\n\r\té€😀",
                read(DataType.STRING, "{\"v\":\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u20AC\\ud83d\\ude00\"}"));
        assertEquals(1, read(DataType.INT, "{\"\\u0076\":1}"));
        assertEquals(2, read(DataType.INT, "$['é']", "{\"\\u00e9\":2}"));
        assertEquals(12, read(DataType.INT, "{\"v\":\"1\\u0032\"}"));
        assertEquals("\0", read(DataType.STRING, "{\"v\":\"\\u0000\"}"));
    }

    @Test
    void halfASurrogatePairIsNoCharacter() {
        String words = "v has half of a surrogate pair, which is no character.";
        assertEquals(words, refused(DataType.STRING, "{\"v\":\"\\ud83d\"}"));
        assertEquals(words, refused(DataType.STRING, "{\"v\":\"\\ude00\\ud83d\"}"));
        assertEquals(words, refused(DataType.STRING, "{\"v\":\"\\ud83d\\u0041\"}"));
    }

    @Test
    void readsTimesInBothForms() {
        LocalDateTime halfPast = LocalDateTime.of(2024, 2, 29, 9, 30, 0, 500_000_000);
        assertEquals(halfPast, read(DataType.TIMESTAMP, "{\"v\":\"2024-02-29 09:30:00.5\"}"));
        assertEquals(halfPast, read(DataType.TIMESTAMP, "{\"v\":\"2024-02-29T09:30:00.500999Z\"}"));
        assertEquals(
                Instant.parse("1969-12-31T23:59:59.999Z"),
                read(DataType.TIMESTAMP_LTZ, "{\"v\":\"1969-12-31T23:59:59.999Z\"}"));
        assertEquals(Instant.parse("2018-01-31T02:18:21.235Z"), read(DataType.TIMESTAMP_LTZ, "{\"v\":1517365101235}"));
        assertEquals(LocalDate.of(2000, 2, 29), read(DataType.DATE, "{\"v\":\"2000-02-29\"}"));
        assertEquals(LocalTime.of(23, 59, 59, 999_000_000), read(DataType.TIME, "{\"v\":\"23:59:59.999\"}"));
    }

    @Test
    void whatIsNoTimeIsRefused() {
        for (String text : List.of(
                "2023-02-29 00:00:00",
                "2024-13-01 00:00:00",
                "2024-1-01 00:00:00",
                "2024-01-01 24:00:00",
                "2024-01-01",
                "2024-01-01 00:00:00.",
                "2024-01-01 00:00:60",
                "2024-01-01x00:00:00",
                "")) {
            assertEquals(
                    "v is \"" + text + "\", not a time such as 2001-01-31 09:30:00 (TIMESTAMP(3)).",
                    refused(DataType.TIMESTAMP, "{\"v\":\"" + text + "\"}"));
        }
        assertTrue(refused(DataType.TIMESTAMP, "{\"v\":1517365101235}").contains("not a time"));
    }

    @Test
    void whatIsNotOneObjectIsUnreadableWithItsPlace() {
        assertEquals("The line is not a JSON object: it begins with \"[{}]\".", refused(DataType.INT, "[{}]"));
        assertEquals("\"x\" stands at position 10, behind the object.", refused(DataType.INT, "{\"v\":  1}x"));
        assertEquals("The line ends before the object does.", refused(DataType.INT, "{\"v\":1"));
        assertEquals("The line ends in a text that begins at position 6.", refused(DataType.STRING, "{\"v\":\"abc"));
        assertEquals("\"01}\" at position 6 is no JSON value.", refused(DataType.INT, "{\"v\":01}"));
        assertEquals("\"\\x\"}\" at position 7 is no escape.", refused(DataType.INT, "{\"w\":\"\\x\"}"));
        assertEquals("A control character stands in a text at position 7.", refused(DataType.INT, "{\"w\":\"\t\"}"));
        assertEquals(
                "\"}\" stands at position 8 where a name in quotes is wanted.", refused(DataType.INT, "{\"v\":1,}"));
        for (String broken : List.of(
                "{",
                "{\"v\"}",
                "{\"v\" 1}",
                "{v:1}",
                "{\"v\":1 \"w\":2}",
                "{\"v\":tru}",
                "{\"v\":-}",
                "{\"v\":1.}",
                "{\"v\":.5}",
                "{\"v\":+1}",
                "{\"v\":1e}",
                "{\"v\":NaN}",
                "{\"w\":[1,]}",
                "{\"w\":[1 2]}",
                "{\"w\":[1}",
                "{\"w\":{\"a\":[{}}]}",
                "{\"w\":\"\\u12g4\"}",
                "{,}",
                "{\"w\":}",
                "{\"w\":[,1]}",
                "{}{}",
                "nul")) {
            refused(DataType.INT, broken);
        }
    }

    @Test
    void nestingIsBounded() {
        String fits = "{\"w\":" + "[".repeat(999) + "]".repeat(999) + "}";
        assertEquals(null, read(DataType.INT, fits));
        String tooDeep = "{\"w\":" + "[".repeat(1000) + "]".repeat(1000) + "}";
        assertTrue(refused(DataType.INT, tooDeep).startsWith("Objects and arrays are nested more than 1,000 deep"));
        assertTrue(refused(DataType.INT, "$.w[0][0]", tooDeep).startsWith("Objects and arrays are nested"));
    }

    @Test
    void textThatIsNotUtf8MakesTheRecordUnreadableOnlyIfDemanded() {
        byte[] line = "{\"v\":\"ab?\",\"w\":1}".getBytes(StandardCharsets.UTF_8);
        line[8] = (byte) 0xc0;
        Decoding decoding = Decoding.of(format(column(DataType.STRING, "$.v")), line);
        assertEquals(1, decoding.unreadable.size());
        assertTrue(decoding.unreadable.get(0).endsWith("v is not UTF-8 at byte 8 of the record."));
        assertEquals(
                1, Decoding.of(format(column(DataType.INT, "$.w")), line).rows.size());
    }

    @Test
    void columnsNobodyDemandsCannotFail() {
        FormatChoice format = new FormatChoice(
                new JsonFormat(),
                JsonFormat.Settings.of(List.of(
                        new ColumnDeclaration("a", DataType.INT, null),
                        new ColumnDeclaration("b", DataType.INT, null))));
        BitSet onlyB = new BitSet();
        onlyB.set(1);
        byte[] line = "{\"a\":\"x\",\"b\":1}".getBytes(StandardCharsets.UTF_8);
        Decoding decoding = Decoding.of(format, onlyB, line, 100);
        assertEquals(List.of(), decoding.unreadable);
        assertEquals(Arrays.asList(null, 1), decoding.rows.get(0).values());
    }

    @Test
    void blankLinesByteOrderMarksAndCarriageReturnsAreNothing() {
        Decoding decoding = Decoding.of(format(column(DataType.INT, "$.v")), "\ufeff\r\n{\"v\":1}\r\n\n  \n{\"v\":2}");
        assertEquals(List.of(Row.of(1), Row.of(2)), decoding.rows);
        assertEquals(4, decoding.lineEnds);
    }

    @Test
    void itDoesNotMatterWhereTheBytesAreCut() {
        FormatChoice format = format(column(DataType.STRING, "$.v"));
        byte[] bytes =
                "\ufeff{\"v\":\"é\\u00e9\"}\r\n\n{\"v\":[1,2]}\n{broken\n{\"v\":null}".getBytes(StandardCharsets.UTF_8);
        Decoding whole = Decoding.of(format, bytes);
        assertEquals(List.of(Row.of("éé"), Row.of("[1,2]"), Row.of((Object) null)), whole.rows);
        for (int chunk = 1; chunk < bytes.length; chunk++) {
            Decoding cut = Decoding.of(format, bytes, chunk);
            assertEquals(whole.rows, cut.rows, "chunks of " + chunk);
            assertEquals(whole.unreadable, cut.unreadable, "chunks of " + chunk);
            assertEquals(whole.lineEnds, cut.lineEnds, "chunks of " + chunk);
        }
    }

    @Test
    void oddPathsAreProblems() {
        for (String path : List.of("v", "$", "$.", "$.a.", "$[0]", "$.a[", "$.a[x]", "$.a[-1]", "$['a'", "$.a b", "")) {
            assertEquals(
                    List.of("formats.json.bad-path"),
                    format(column(DataType.INT, path)).schema().problems().stream()
                            .map(problem -> problem.code())
                            .toList(),
                    path);
        }
    }
}
