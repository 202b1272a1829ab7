package dev.tailrace.operators.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.StreamType;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProcessingTimeTest {
    private static final Schema SCHEMA =
            Schema.of(Field.of("id", DataType.INT), Field.required("t", DataType.TIMESTAMP_LTZ));

    private static Row row(int id, long... now) {
        Instant time = Instant.ofEpochMilli(id);
        return now.length == 0 ? Row.of(id, time) : Row.of(id, time, Instant.ofEpochMilli(now[0]));
    }

    @Test
    void rowsGetTheTimeAtWhichTheyCame() {
        var result = OperatorHarness.of(new ProcessingTime(), new ProcessingTime.Settings("now"))
                .input("in", StreamType.rows(SCHEMA).withEventTime("t"))
                .inOrder()
                .now(1_000)
                .rows(row(1), row(2))
                .now(1_234)
                .rows(row(3))
                .run();
        assertEquals(List.of(row(1, 1_000), row(2, 1_000), row(3, 1_234)), result.rows());
        StreamType out = result.output().ports().get("out");
        assertEquals("t", out.eventTime());
        assertEquals(Field.required("now", DataType.TIMESTAMP_LTZ), out.schema().field("now"));
    }

    @Test
    void theNameMustBeFree() {
        assertEquals(
                "operators.duplicate-name",
                OperatorHarness.of(new ProcessingTime(), new ProcessingTime.Settings("t"))
                        .input(SCHEMA)
                        .problems()
                        .get(0)
                        .code());
    }
}
