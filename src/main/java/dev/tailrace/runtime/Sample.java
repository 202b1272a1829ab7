package dev.tailrace.runtime;

import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.util.List;

/** Some rows with their columns. */
public record Sample(Schema schema, List<Row> rows) {
    public Sample {
        rows = List.copyOf(rows);
    }
}
