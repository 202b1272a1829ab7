package dev.tailrace.formats.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Row;
import dev.tailrace.formats.Decoding;
import dev.tailrace.formats.text.TimestampFormat;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.format.FormatChoice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random files, cut into fields as FastCSV cuts them, and refused where FastCSV in its strict mode refuses them.
 * {@code main} runs as many lines as asked for.
 */
class CsvFuzzTest {
    private static final int LINES_PER_FILE = 10;

    @Test
    void cutsWhereFastCsvCuts() throws Exception {
        run(815, 20_000);
    }

    public static void main(String[] arguments) throws Exception {
        run(System.nanoTime(), Integer.parseInt(arguments[0]));
    }

    private static void run(long seed, int lines) throws Exception {
        Random random = new Random(seed);
        int compared = 0;
        for (int i = 0; i < lines / LINES_PER_FILE; i++) {
            int width = 1 + random.nextInt(4);
            String text = file(random, width);
            compared += check(text, width, 1 + random.nextInt(40), "seed " + seed + ", file " + i) ? 1 : 0;
        }
        assertTrue(compared * LINES_PER_FILE > lines / 3, "only " + compared + " files could be compared");
    }

    private static boolean check(String text, int width, int chunkBytes, String message) throws Exception {
        List<ColumnDeclaration> columns = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            columns.add(new ColumnDeclaration("c" + c, DataType.STRING, null));
        }
        FormatChoice format = new FormatChoice(
                new CsvFormat(), new CsvFormat.Settings(columns, false, ",", "\"", null, TimestampFormat.SQL));
        Decoding found = Decoding.of(format, text.getBytes(StandardCharsets.UTF_8), chunkBytes);
        boolean broken =
                found.problems.stream().anyMatch(problem -> problem.code().endsWith("-quote"));
        List<Row> expected = new ArrayList<>();
        int misfits = 0;
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .skipEmptyLines(true)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            for (CsvRecord record : reader) {
                if (record.getFieldCount() == width) {
                    expected.add(Row.of(record.getFields().toArray()));
                } else {
                    misfits++;
                }
            }
        } catch (CsvParseException refused) {
            assertTrue(broken, () -> message + ": " + refused.getMessage() + ": " + text);
            return false;
        }
        assertFalse(broken, () -> message + ": " + found.unreadable + ": " + text);
        assertEquals(expected, found.rows, () -> message + ": " + text);
        assertEquals(misfits, found.unreadable.size(), () -> message + ": " + text);
        return true;
    }

    private static String file(Random random, int width) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < LINES_PER_FILE; line++) {
            int fields = random.nextInt(12) == 0 ? 1 + random.nextInt(6) : width;
            for (int f = 0; f < fields; f++) {
                text.append(f > 0 ? "," : "");
                field(text, random);
            }
            text.append(random.nextInt(4) == 0 ? "\r\n" : "\n");
        }
        if (random.nextInt(5) == 0) {
            int at = random.nextInt(text.length());
            text.setCharAt(at, ",\"\nx".charAt(random.nextInt(4)));
        }
        if (random.nextInt(3) == 0) {
            text.setLength(text.length() - 1);
        }
        // FastCSV ends lines at a lone CR too. Half a surrogate pair has no UTF-8.
        String whole = new String(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return whole.replaceAll("\r(?!\n)", "");
    }

    private static void field(StringBuilder text, Random random) {
        boolean quoted = random.nextInt(3) == 0;
        text.append(quoted ? "\"" : "");
        int length = random.nextInt(8);
        for (int i = 0; i < length; i++) {
            int sign = random.nextInt(16);
            switch (quoted ? sign : Math.max(sign, 4)) {
                case 0 -> text.append(',');
                case 1 -> text.append("\"\"");
                case 2 -> text.append('\n');
                case 3 -> text.append("\r\n");
                case 4 -> text.append(i > 0 && !quoted ? "\"" : "é");
                case 5 -> text.append(' ');
                case 6 -> text.append("😀");
                default -> text.append((char) ('a' + sign));
            }
        }
        text.append(quoted ? "\"" : "");
    }
}
