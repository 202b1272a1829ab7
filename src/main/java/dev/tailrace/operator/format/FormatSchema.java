package dev.tailrace.operator.format;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import java.util.List;

/** The columns of a format's settings, and what is wrong with them. */
public record FormatSchema(Schema schema, List<Problem> problems) {
    public FormatSchema {
        problems = List.copyOf(problems);
    }
}
