package dev.tailrace.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One run of one engine.
 *
 * @param rows that came out, or -1 where it is not known
 * @param sum of the values that came out
 * @param cpuSeconds of the whole process, with garbage collection and compilation
 * @param bytesPerEvent allocated in the second half of the run by the threads of the run, or NaN
 */
record Measured(
        String engine,
        String query,
        long events,
        long rows,
        long sum,
        double wallSeconds,
        double cpuSeconds,
        double bytesPerEvent) {
    private static final String MARK = "measured";

    double eventsPerCpuSecond() {
        return events / cpuSeconds;
    }

    String line() {
        return String.join(
                "\t",
                MARK,
                engine,
                query,
                Long.toString(events),
                Long.toString(rows),
                Long.toString(sum),
                Double.toString(wallSeconds),
                Double.toString(cpuSeconds),
                Double.toString(bytesPerEvent));
    }

    /** A {@link #line()}, or null if it is none. */
    static @Nullable Measured parse(String line) {
        String[] cells = line.split("\t", -1);
        return cells.length != 9 || !cells[0].equals(MARK)
                ? null
                : new Measured(
                        cells[1],
                        cells[2],
                        Long.parseLong(cells[3]),
                        Long.parseLong(cells[4]),
                        Long.parseLong(cells[5]),
                        Double.parseDouble(cells[6]),
                        Double.parseDouble(cells[7]),
                        Double.parseDouble(cells[8]));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-13s %-4s %,11d events  %6.2f s  %6.2f CPU s  %6.1f M events a CPU second",
                engine,
                query,
                events,
                wallSeconds,
                cpuSeconds,
                eventsPerCpuSecond() / 1e6);
    }
}
