package dev.tailrace.flink;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Pipelines of other files as nodes: what they draw gives the same on Flink. */
final class SubPipelineCases {
    private static final Instant START = Instant.parse("2024-05-01T10:00:00Z");

    private static final Path FOLDER = Path.of("src/test/resources/dev/tailrace/flink/parts");

    private SubPipelineCases() {}

    static List<Drawing> all() {
        return List.of(Drawing.named("a sub-pipeline of windows, with parameters and columns left out")
                .in(FOLDER)
                .rows("source", TimedRows.SCHEMA, TimedRows.of(300, START, 1000))
                .then("time", "event-time", "{\"column\": \"t\", \"disorder\": \"30 s\"}")
                .node(
                        "sub",
                        "sub-pipeline",
                        "{\"path\": \"outer.tailrace.json\", \"parameters\": [{\"name\": \"most\", \"value\": \"40\"}]}")
                .wire("time.out", "sub.events")
                .at("sub.sums")
                .collect("out"));
    }
}
