package dev.tailrace.formats.csv;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.format.FlinkFormat;
import java.util.List;
import java.util.Map;

/** Csv as Flink's own format reads and writes it. */
final class CsvFlink {
    private CsvFlink() {}

    static FlinkFormat source(CsvFormat.Settings settings) {
        return refused();
    }

    static FlinkFormat sink(CsvFormat.Settings settings, Schema schema) {
        return refused();
    }

    private static FlinkFormat refused() {
        return new FlinkFormat(List.of(), List.of(), Map.of(), Problem.error("formats.csv.not-on-flink"));
    }
}
