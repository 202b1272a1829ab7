package dev.tailrace.formats.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Row;
import dev.tailrace.formats.Decoding;
import dev.tailrace.formats.text.TimestampFormat;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.format.FormatChoice;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CsvDecoderTest {
    private static final ColumnDeclaration A = new ColumnDeclaration("a", DataType.STRING, null);
    private static final ColumnDeclaration N = new ColumnDeclaration("n", DataType.INT, null);

    private static FormatChoice format(
            boolean header, String delimiter, @Nullable String nullText, ColumnDeclaration... columns) {
        return new FormatChoice(
                new CsvFormat(),
                new CsvFormat.Settings(List.of(columns), header, delimiter, "\"", nullText, TimestampFormat.SQL));
    }

    private static FormatChoice plain(ColumnDeclaration... columns) {
        return format(false, ",", null, columns);
    }

    private static List<Row> rows(FormatChoice format, String text) {
        Decoding decoding = Decoding.of(format, text);
        assertEquals(List.of(), decoding.unreadable);
        return decoding.rows;
    }

    @Test
    void quotedFieldsHoldDelimitersLineEndsAndQuotes() {
        assertEquals(
                List.of(Row.of("x,y", 1), Row.of("two\r\nlines", 2), Row.of("say \"hi\"", 3), Row.of("", 4)),
                rows(plain(A, N), "\"x,y\",1\n\"two\r\nlines\",\"2\"\r\n\"say \"\"hi\"\"\",3\n\"\",4"));
    }

    @Test
    void aQuoteInsideAPlainFieldStandsForItself() {
        assertEquals(List.of(Row.of("a\"b\"", 1)), rows(plain(A, N), "a\"b\",1\n"));
    }

    @Test
    void nullHasSeveralSpellings() {
        FormatChoice format = format(false, ",", "NA|NULL||-", A, N);
        assertEquals(
                List.of(Row.of(null, null), Row.of(null, 1), Row.of(null, 2), Row.of("NULL", -3), Row.of("", null)),
                rows(format, "NA,-\nNULL,1\n,2\n\"NULL\",-3\n\"\",\n"));
    }

    @Test
    void theHeaderSaysWhereColumnsAre() {
        ColumnDeclaration odd = new ColumnDeclaration("odd", DataType.STRING, "Odd, \"name\"");
        assertEquals(
                List.of(Row.of(1, "y")),
                rows(format(true, ",", null, N, odd), "\ufeff\r\nx,\"Odd, \"\"name\"\"\",n\r\nz,y,1\r\n"));
    }

    @Test
    void aDemandedColumnThatTheHeaderLacksStopsTheFile() {
        IllegalStateException failed =
                assertThrows(IllegalStateException.class, () -> rows(format(true, ",", null, A, N), "a,m\nx,1\n"));
        assertEquals(
                "The header has no field named \"n\"; it has a, m."
                        + " Correct the column's name or path, or switch the header off.",
                failed.getMessage());
        BitSet onlyA = new BitSet();
        onlyA.set(0);
        byte[] text = "a,m\nx,1\n".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "x",
                Decoding.of(format(true, ",", null, A, N), onlyA, text, 100)
                        .rows
                        .get(0)
                        .get(0));
        // Whoever looks sees nothing there either.
        assertEquals(
                List.of(Row.of("x", null)), Decoding.of(format(true, ",", null, A, N), onlyA, text, 100, true).rows);
    }

    @Test
    void recordsOfAnotherWidthAreUnreadable() {
        Decoding decoding = Decoding.of(plain(A, N), "x\ny,1,\nz,1\r\nw,1,\"2\n3\"\r\n");
        assertEquals(List.of(Row.of("z", 1)), decoding.rows);
        assertEquals(
                List.of(
                        "x -> The record has 1 fields where 2 are expected.",
                        "y,1, -> The record has 3 fields where 2 are expected.",
                        "w,1,\"2\n3\" -> The record has 3 fields where 2 are expected."),
                decoding.unreadable);
        assertEquals(5, decoding.lineEnds);
    }

    @Test
    void emptyFieldsAreEmptyTextsAndNullsOfOtherTypes() {
        assertEquals(List.of(Row.of("", null), Row.of("", null)), rows(plain(A, N), ",\n\"\",\"\"\n"));
    }

    @Test
    void theNullTextIsNullUnlessQuoted() {
        assertEquals(
                List.of(Row.of(null, null), Row.of("NA", 1), Row.of("", null)),
                rows(format(false, ",", "NA", A, N), "NA,NA\n\"NA\",1\n,\n"));
        assertEquals(
                List.of(Row.of((Object) null, 1), Row.of("", 2)), rows(format(false, ",", "", A, N), ",1\n\"\",2\n"));
    }

    @Test
    void valuesAreNotTrimmedButNumbersMayHaveBlanksAround() {
        assertEquals(List.of(Row.of(" x ", 1)), rows(plain(A, N), " x , 1 \n"));
    }

    @Test
    void otherDelimitersWork() {
        assertEquals(List.of(Row.of("a,b", 1)), rows(format(false, "\\t", null, A, N), "a,b\t1\n"));
        assertEquals(List.of(Row.of("a,b", 1)), rows(format(false, ";", null, A, N), "a,b;1\n"));
    }

    @Test
    void aQuoteNeverClosedCostsOneLine() {
        Decoding decoding = Decoding.of(plain(A, N), "x,1\n\"y,2\nz,3\n");
        assertEquals(List.of(Row.of("x", 1), Row.of("z", 3)), decoding.rows);
        assertEquals(List.of("\"y,2 -> The quote that opens field 1 is never closed."), decoding.unreadable);
        assertEquals(3, decoding.lineEnds);
    }

    @Test
    void textBehindAClosingQuoteIsUnreadable() {
        Decoding decoding = Decoding.of(plain(A, N), "\"a\nb\"c,2\nz,3");
        assertEquals(List.of(Row.of("z", 3)), decoding.rows);
        assertEquals(
                List.of("\"a\nb\"c,2 -> \"c,2\" stands behind the closing quote of field 1."), decoding.unreadable);
        assertEquals(2, decoding.lineEnds);
    }

    @Test
    void whatIsNoNumberIsNamed() {
        Decoding decoding = Decoding.of(plain(A, N), "x,n/a\ny,99999999999\n\"z\",\"1\"\"\"\n");
        assertEquals(
                List.of(
                        "x,n/a -> n is \"n/a\", not an integer (INT).",
                        "y,99999999999 -> n is 99999999999, outside INT, which goes from -2147483648 to 2147483647.",
                        "\"z\",\"1\"\"\" -> n is \"1\"\", not an integer (INT)."),
                decoding.unreadable);
    }

    @Test
    void blankLinesAndTheEmptyFileAreNothing() {
        assertEquals(List.of(Row.of("x", 1)), rows(plain(A, N), "\n\r\nx,1\n\n"));
        assertEquals(List.of(), rows(plain(A, N), ""));
        assertEquals(List.of(), rows(format(true, ",", null, A, N), ""));
        assertEquals(List.of(), rows(format(true, ",", null, A, N), "a,n"));
    }

    @Test
    void itDoesNotMatterWhereTheBytesAreCut() {
        byte[] bytes = "\ufeff\r\nn,\"a\"\r\n1,\"é\"\"\r\n,\"\r\n\r\nx,y\n2,\"\"x\n3,\"z\"\r\n4,\r\n5,\"never"
                .getBytes(StandardCharsets.UTF_8);
        FormatChoice format = format(true, ",", null, A, N);
        Decoding whole = Decoding.of(format, bytes);
        assertEquals(List.of(Row.of("é\"\r\n,", 1), Row.of("z", 3), Row.of("", 4)), whole.rows);
        assertEquals(3, whole.unreadable.size());
        assertTrue(whole.unreadable.get(2).endsWith("never closed."));
        for (int chunk = 1; chunk < bytes.length; chunk++) {
            Decoding cut = Decoding.of(format, bytes, chunk);
            assertEquals(whole.rows, cut.rows, "chunks of " + chunk);
            assertEquals(whole.unreadable, cut.unreadable, "chunks of " + chunk);
            assertEquals(whole.lineEnds, cut.lineEnds, "chunks of " + chunk);
        }
    }

    @Test
    void settingsThatCannotBeAreProblems() {
        assertEquals(List.of("formats.csv.bad-delimiter"), problems(format(true, "ab", null, A)));
        assertEquals(List.of("formats.csv.bad-delimiter"), problems(format(true, "", null, A)));
        assertEquals(List.of("formats.csv.bad-delimiter"), problems(format(true, ".", null, A)));
        assertEquals(List.of("formats.csv.same-signs"), problems(format(true, "\"", null, A)));
        assertEquals(List.of("formats.columns.twice"), problems(format(true, ",", null, A, A)));
        assertEquals(
                List.of("formats.csv.path-without-header"),
                problems(format(false, ",", null, new ColumnDeclaration("a", DataType.INT, "b"))));
    }

    private static List<String> problems(FormatChoice format) {
        return format.schema().problems().stream()
                .map(problem -> problem.code())
                .toList();
    }
}
