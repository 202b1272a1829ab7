package dev.tailrace.formats.json;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.format.FlinkFormat;
import java.util.List;
import java.util.Map;

/** Json as Flink's own format reads and writes it. */
final class JsonFlink {
    private JsonFlink() {}

    static FlinkFormat source(JsonFormat.Settings settings) {
        return refused();
    }

    static FlinkFormat sink(JsonFormat.Settings settings, Schema schema) {
        return refused();
    }

    private static FlinkFormat refused() {
        return new FlinkFormat(List.of(), List.of(), Map.of(), Problem.error("formats.json.not-on-flink"));
    }
}
