package dev.tailrace.language.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextColumnTest {
    private static final String[] TEXTS = {"", "a", "2020-09", "2020-08", "2020-09-13", "2020-09-14", "12345678"};

    /** As functions give them: the same ones again and again, out of scratch memory that is written to anew. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void textsAreWhatTheyWereWhenTheyWereSet(long seed) {
        Random random = new Random(seed);
        TextColumn column = new TextColumn();
        byte[] scratch = new byte[12];
        for (int round = 0; round < 50; round++) {
            int rows = 1 + random.nextInt(100);
            column.begin(rows);
            byte[] whole = "a whole text".getBytes(StandardCharsets.UTF_8);
            boolean isLent = random.nextBoolean();
            if (isLent) {
                column.lend(whole);
            }
            int distinct = 1 + random.nextInt(TEXTS.length);
            String[] expected = new String[rows];
            for (int row = 0; row < rows; row++) {
                if (isLent && row < rows / 2) {
                    column.set(row, whole, 2, 7);
                    expected[row] = "whole";
                    continue;
                }
                expected[row] = TEXTS[random.nextInt(distinct)];
                byte[] text = expected[row].getBytes(StandardCharsets.UTF_8);
                if (random.nextBoolean()) {
                    column.set(row, text, 0, text.length);
                    continue;
                }
                int start = random.nextInt(scratch.length - text.length + 1);
                System.arraycopy(text, 0, scratch, start, text.length);
                column.set(row, scratch, start, start + text.length);
            }
            Column built = column.build(DataType.STRING, null);
            for (int row = 0; row < rows; row++) {
                assertEquals(expected[row], built.value(row), "seed " + seed + " round " + round + " row " + row);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-09-13", "09", ""})
    void aTextThatComesAgainIsNotCopiedAgain(String text) {
        TextColumn column = new TextColumn();
        column.begin(3);
        for (int row = 0; row < 3; row++) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            column.set(row, bytes, 0, bytes.length);
        }
        Column.Bytes built = (Column.Bytes) column.build(DataType.STRING, null);
        assertEquals(built.starts[0], built.starts[2]);
        assertEquals(built.ends[0], built.ends[1]);
    }
}
