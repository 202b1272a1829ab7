package dev.tailrace.formats.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.RowKind;
import dev.tailrace.formats.Decoding;
import dev.tailrace.formats.ExpectedValue;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.format.FormatChoice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random files, read as Jackson's trees of their lines say: any columns of them, the others shown or not, cut
 * anywhere, many of the lines damaged.
 * {@code main} reads as many lines as asked for, with a new seed.
 */
class JsonFuzzTest {
    private static final int LINES_PER_FILE = 10;

    private static final List<ColumnDeclaration> COLUMNS = List.of(
            new ColumnDeclaration("a", DataType.STRING, null),
            new ColumnDeclaration("b", DataType.DOUBLE, null),
            new ColumnDeclaration("c", DataType.BIGINT, null),
            new ColumnDeclaration("d", DataType.decimal(12, 3), "$.a.b"),
            new ColumnDeclaration("e", DataType.INT, "$.c[1]"),
            new ColumnDeclaration("f", DataType.BOOLEAN, "$['é'].a"),
            new ColumnDeclaration("g", DataType.STRING, "$['long name'][0].b"),
            new ColumnDeclaration("a name of many letters", DataType.STRING, null));
    private static final FormatChoice FORMAT = new FormatChoice(new JsonFormat(), JsonFormat.Settings.of(COLUMNS));

    @Test
    void readsWhatJacksonReads() {
        run(4711, 20_000);
    }

    public static void main(String[] arguments) {
        run(System.nanoTime(), Integer.parseInt(arguments[0]));
    }

    private static void run(long seed, int lines) {
        Random random = new Random(seed);
        int rows = 0;
        for (int i = 0; i < lines / LINES_PER_FILE; i++) {
            rows += check(random, "seed " + seed + ", file " + i);
        }
        assertTrue(rows > lines / 4, "only " + rows + " of " + lines + " lines were readable");
    }

    /** Gives how many rows were read. */
    private static int check(Random random, String message) {
        BitSet demanded = BitSet.valueOf(new long[] {random.nextInt(1 << COLUMNS.size())});
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        List<List<ExpectedValue>> rows = new ArrayList<>();
        List<Decoding.Unreadable> unreadable = new ArrayList<>();
        if (random.nextInt(8) == 0) {
            file.writeBytes("\ufeff".getBytes(StandardCharsets.UTF_8));
        }
        int lineEnds = 0;
        for (int i = 0; i < LINES_PER_FILE; i++) {
            int from = file.size();
            @Nullable List<ExpectedValue> row = random.nextInt(8) == 0 ? null : line(random, file);
            if (row == null) {
                file.writeBytes(new byte[][] {{}, {' ', '\t'}}[random.nextInt(2)]);
            }
            boolean ended = i < LINES_PER_FILE - 1 || random.nextBoolean();
            if (ended && random.nextInt(4) == 0) {
                file.write('\r');
            }
            if (row != null
                    && !row.isEmpty()
                    && demanded.stream().allMatch(c -> row.get(c).readable())) {
                rows.add(row);
            } else if (row != null) {
                byte[] bytes = file.toByteArray();
                unreadable.add(Decoding.Unreadable.of(bytes, from, bytes.length));
            }
            if (ended) {
                file.write('\n');
                lineEnds++;
            }
        }
        byte[] bytes = file.toByteArray();
        int chunk = 1 + random.nextInt(random.nextBoolean() ? 100 : 2 * bytes.length);
        boolean shown = random.nextInt(3) == 0;
        Decoding found = Decoding.of(FORMAT, demanded, bytes, chunk, shown);
        String all = message + ", columns " + demanded;
        for (int i = 0; i < Math.max(unreadable.size(), found.unreadableAt.size()); i++) {
            Decoding.@Nullable Unreadable expected = i < unreadable.size() ? unreadable.get(i) : null;
            String why = i < found.unreadable.size() ? found.unreadable.get(i) : "read";
            assertEquals(
                    expected, i < found.unreadable.size() ? found.unreadableAt.get(i) : null, () -> all + ": " + why);
        }
        assertEquals(lineEnds, found.lineEnds, all);
        assertEquals(rows.size(), found.rows.size(), all);
        for (int i = 0; i < rows.size(); i++) {
            for (int c = 0; c < COLUMNS.size(); c++) {
                boolean read = shown || demanded.get(c);
                ExpectedValue value = read ? rows.get(i).get(c) : ExpectedValue.NULL;
                value.check(found.rows.get(i).get(c), all);
            }
            assertEquals(RowKind.INSERT, found.rows.get(i).kind());
        }
        return rows.size();
    }

    /** Writes a line and says what its columns are to read; nothing of what is no JSON object. */
    private static List<ExpectedValue> line(Random random, ByteArrayOutputStream file) {
        byte[] line = new byte[0];
        JsonOracle oracle = null;
        while (oracle == null) {
            line = new JsonLines(random).line();
            oracle = JsonOracle.of(line);
        }
        file.writeBytes(line);
        return oracle.isObject() ? COLUMNS.stream().map(oracle::value).toList() : List.of();
    }
}
