package dev.tailrace.flink;

import dev.tailrace.data.*;
import dev.tailrace.operator.flink.FlinkNode;
import java.util.*;
import org.junit.jupiter.api.Test;

class ScratchTest {
    @Test
    void run() throws Exception {
        long t0 = System.nanoTime();
        try (FlinkCluster cluster = new FlinkCluster()) {
            System.out.println("cluster " + (System.nanoTime() - t0) / 1000000);
            List<Row> rows = List.of(
                    Row.of(1, 1_000L), Row.of(0, 100_000L), Row.of(2, 9_950L), Row.of(0, null), Row.of(3, 10_050L), Row.of(4, 9_990L), Row.of(5, 4_000_000L));
            Schema schema = Schema.of(Field.of("id", DataType.INT), Field.of("ms", DataType.BIGINT));
            Map<String, FlinkSql> scripts = new LinkedHashMap<>();
            for (int i = 0; i < Integer.getInteger("n", 3); i++) {
                var checked = Drawing.named("p")
                    .with(Said.of("time", new FlinkNode.EventTime("t", i == 1 ? 600_000 : 0)))
                    .with(Said.of("keep", FlinkNode.RowByRow.where("id > 0")))
                    .with(FlinkTranslationTest.derivingTime())
                    .with(new Said("window", List.of("out"), in -> Schema.of(Field.of("s", DataType.TIMESTAMP), Field.of("n", DataType.BIGINT), Field.of("ids", DataType.INT)),
                        script -> FlinkNode.Views.of("out", "SELECT window_start AS s, COUNT(*) AS n, SUM(id) AS ids\nFROM TUMBLE(TABLE `e`, DESCRIPTOR(`t`), INTERVAL '10' SECOND)\nGROUP BY window_start, window_end")))
                    .rows("s", schema, rows)
                    .then("d", "derive-time", "{}").then("k", "keep", "{}").then("e", "time", "{}").then("w", "window", "{}")
                    .collect("out").check();
                System.out.println(checked.problems());
                FlinkSql sql = FlinkTranslation.of(checked);
                if (i == 0) System.out.println(sql.script());
                scripts.put("c" + i, sql);
            }
            t0 = System.nanoTime();
            var outcomes = cluster.run(scripts);
            System.out.println("run " + (System.nanoTime() - t0) / 1000000);
            outcomes.values().stream().limit(3).forEach(o -> System.out.println(o));
            if (outcomes.get("c0").failure() != null) outcomes.get("c0").failure().printStackTrace();
        }
    }
}
