package dev.tailrace.language.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Comparing with a text held in one word says what comparing byte by byte says. */
class ShortTextTest {
    @Test
    void allLengthsAtAllPlacesInTheBuffer() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] buffer = new byte[random.nextInt(20)];
            for (int i = 0; i < buffer.length; i++) {
                buffer[i] = (byte) (random.nextInt(3) - 1);
            }
            byte[] text = new byte[random.nextInt(Text.WORD_BYTES + 1)];
            for (int i = 0; i < text.length; i++) {
                text[i] = (byte) (random.nextInt(3) - 1);
            }
            int start = random.nextInt(buffer.length + 1);
            int end = start + random.nextInt(Math.min(buffer.length - start, Text.WORD_BYTES + 1) + 1);
            boolean expected = Text.equal(buffer, start, end, text, 0, text.length);
            assertEquals(expected, Text.is(buffer, start, end, text.length, Text.word(text)));
        }
    }
}
