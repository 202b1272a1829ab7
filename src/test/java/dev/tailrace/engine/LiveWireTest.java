package dev.tailrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.runtime.Telemetry.WireReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LiveWireTest {
    private static final Schema WORDS = Schema.of(Field.required("word", DataType.STRING));

    private final List<Row> taken = new ArrayList<>();
    private final LiveWire wire = new LiveWire(new WireSampler(), new RowTaker(taken));

    @Test
    void bytesAreAboutThoseOfTheRowsAndNeverFewerThanBefore() {
        Random random = new Random(1);
        long bytes = 0;
        WireReading last = wire.read(-1);
        for (int batch = 0; batch < 2_000; batch++) {
            List<Row> rows = new ArrayList<>();
            for (int i = random.nextInt(100); i >= 0; i--) {
                int length = random.nextInt(41);
                bytes += length;
                rows.add(Row.of("x".repeat(length)));
            }
            wire.rows(BatchBuilder.batchOf(WORDS, rows));

            WireReading now = wire.read(-1);
            assertTrue(now.bytes() >= last.bytes(), () -> "after " + taken.size() + " rows");
            last = now;
        }

        assertEquals(taken.size(), last.rows());
        assertEquals(bytes, last.bytes(), 0.1 * bytes);
    }

    @Test
    void theBytesOfTheFirstRowsAreExact() {
        wire.rows(BatchBuilder.batchOf(WORDS, List.of(Row.of("four"))));
        assertEquals(4, wire.read(-1).bytes());

        wire.rows(BatchBuilder.batchOf(WORDS, List.of(Row.of("fifteen letters"))));
        assertEquals(4 + 15, wire.read(-1).bytes());
    }
}
