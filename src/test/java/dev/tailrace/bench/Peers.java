package dev.tailrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Flink and Jet on the same events, by the harness {@code nexmark/peers/run} of the shared golden data. They drop the
 * rows of a query unread, as ours are with {@code discard}.
 */
final class Peers {
    static final List<String> ENGINES = List.of("flink", "jet");

    /** What Jet has of the queries here. */
    private static final Set<String> OF_JET = Set.of("q0", "q1", "q2", "q5", "q7", "q8");

    private final Path run;

    Peers(Path shared) {
        this.run = shared.resolve("nexmark/peers/run");
    }

    boolean areThere() {
        return Files.isExecutable(run);
    }

    static boolean has(String engine, String query) {
        return engine.equals("flink") || OF_JET.contains(query);
    }

    /** Runs after one that warms up, in one process. */
    Measurements measure(String engine, String query, long events, int runs) throws IOException, InterruptedException {
        OwnProcess.Printed printed = OwnProcess.run(List.of(
                run.toString(),
                engine,
                query,
                "--events",
                Long.toString(events),
                "--warmup",
                Long.toString(Math.max(1, events / 4)),
                "--repeat",
                Integer.toString(runs)));
        List<Measured> measured = new ArrayList<>();
        for (String line : printed.lines()) {
            String[] cells = line.split("\t", -1);
            if (cells.length >= 5 && cells[0].equals(engine)) {
                measured.add(new Measured(
                        engine,
                        query,
                        Long.parseLong(cells[2]),
                        -1,
                        0,
                        Double.parseDouble(cells[3]),
                        Double.parseDouble(cells[4]),
                        Double.NaN));
            }
        }
        return new Measurements(measured, printed.peakBytes());
    }
}
