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
import dev.tailrace.formats.ExpectedValue;
import dev.tailrace.formats.text.TimestampFormat;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.format.FormatChoice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random files, cut into fields as FastCSV cuts them and refused where FastCSV in its strict mode refuses them: any
 * columns of them, the others shown or not, with or without a header, cut anywhere. {@code main} reads as many lines as asked for, with a new seed.
 */
class CsvFuzzTest {
    private static final int LINES_PER_FILE = 10;
    private static final List<String> NULL_TEXTS = List.of("NA", "NULL", "\\N", "-", "none at all");

    /** What stands for bytes that are no UTF-8, which only matter where they are demanded. */
    private static final String NO_UTF8 = "\ufffd";

    private static final List<DataType> TYPES = List.of(
            DataType.STRING,
            DataType.BIGINT,
            DataType.STRING,
            DataType.DOUBLE,
            DataType.decimal(10, 2),
            DataType.BOOLEAN,
            DataType.INT);

    @Test
    void readsWhatFastCsvReads() throws Exception {
        run(815, 20_000);
    }

    public static void main(String[] arguments) throws Exception {
        run(System.nanoTime(), Integer.parseInt(arguments[0]));
    }

    private static void run(long seed, int lines) throws Exception {
        Random random = new Random(seed);
        int compared = 0;
        for (int i = 0; i < lines / LINES_PER_FILE; i++) {
            int width = 1 + random.nextInt(TYPES.size());
            boolean header = random.nextBoolean();
            String nullText = NULL_TEXTS.get(random.nextInt(NULL_TEXTS.size()));
            byte[] file = new CsvFiles(random, nullText).file(LINES_PER_FILE, width, header);
            BitSet demanded = BitSet.valueOf(new long[] {random.nextInt(1 << width)});
            int chunk = 1 + random.nextInt(random.nextBoolean() ? 40 : file.length + 1);
            String message = "seed " + seed + ", file " + i + ", columns " + demanded + ", null " + nullText;
            boolean shown = random.nextInt(3) == 0;
            FormatChoice format = format(width, header, nullText);
            Decoding found = Decoding.of(format, demanded, file, chunk, shown);
            compared += check(found, file, format, demanded, shown, message) ? 1 : 0;
        }
        assertTrue(compared * LINES_PER_FILE > lines / 3, "only " + compared + " files could be compared");
    }

    private static FormatChoice format(int width, boolean header, String nullText) {
        List<ColumnDeclaration> columns = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            columns.add(new ColumnDeclaration("c" + c, TYPES.get(c), null));
        }
        return new FormatChoice(
                new CsvFormat(), new CsvFormat.Settings(columns, header, ",", "\"", nullText, TimestampFormat.SQL));
    }

    /** Whether FastCSV took the file. */
    private static boolean check(
            Decoding found, byte[] file, FormatChoice format, BitSet demanded, boolean shown, String message) {
        CsvFormat.Settings settings = (CsvFormat.Settings) format.settings();
        int width = settings.columns().size();
        boolean broken =
                found.problems.stream().anyMatch(problem -> problem.code().endsWith("-quote"));
        String text = new String(file, StandardCharsets.UTF_8);
        String all = message + ": " + text;
        List<List<ExpectedValue>> expected = new ArrayList<>();
        List<Long> unreadable = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .skipEmptyLines(true)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text.startsWith("\ufeff") ? text.substring(1) : text)) {
            boolean first = settings.header();
            for (CsvRecord record : reader) {
                List<ExpectedValue> row = first ? List.of() : row(record, width, settings.nullText());
                if (row == null
                        || !first && !demanded.stream().allMatch(c -> row.get(c).readable())) {
                    unreadable.add(record.getStartingLineNumber());
                } else if (!first) {
                    expected.add(row);
                }
                first = false;
            }
        } catch (CsvParseException refused) {
            assertTrue(broken, () -> refused.getMessage() + ": " + all);
            return false;
        } catch (java.io.IOException impossible) {
            throw new AssertionError(impossible);
        }
        assertFalse(broken, () -> found.unreadable + ": " + all);
        assertEquals(unreadable, found.unreadableLines, () -> found.unreadable + ": " + all);
        assertEquals(expected.size(), found.rows.size(), all);
        for (int i = 0; i < expected.size(); i++) {
            Row row = found.rows.get(i);
            for (int c = 0; c < width; c++) {
                boolean read = shown || demanded.get(c);
                ExpectedValue value = read ? expected.get(i).get(c) : ExpectedValue.NULL;
                value.check(row.get(c), row + " " + all);
            }
        }
        for (Decoding.Unreadable part : found.unreadableAt) {
            // The bytes stand in the file where they are said to stand.
            byte[] raw = part.raw().getBytes(StandardCharsets.ISO_8859_1);
            assertEquals(part, Decoding.Unreadable.of(file, part.from(), part.from() + raw.length));
        }
        return true;
    }

    /** Null if the record has another width than the columns. */
    private static @Nullable List<ExpectedValue> row(CsvRecord record, int width, @Nullable String nullText) {
        if (record.getFieldCount() != width) {
            return null;
        }
        List<ExpectedValue> row = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            row.add(value(record.getField(c), TYPES.get(c), nullText));
        }
        return row;
    }

    private static ExpectedValue value(String field, DataType type, @Nullable String nullText) {
        boolean isNull = field.equals(nullText) || field.isEmpty() && !type.equals(DataType.STRING);
        return field.contains(NO_UTF8)
                ? ExpectedValue.UNREADABLE
                : isNull ? ExpectedValue.NULL : ExpectedValue.ofText(field, type);
    }
}
