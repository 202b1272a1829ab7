package dev.tailrace.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Runs a program of the bench in a JVM of its own: several in one would make each other's calls megamorphic. How much
 * memory it took is looked at while it runs, where the system tells it as Linux does.
 */
final class OwnProcess {
    private static final long LOOK_MILLIS = 100;
    private static final String PEAK = "VmHWM:";

    private OwnProcess() {}

    /**
     * What a process printed.
     *
     * @param peakBytes the most memory that it, or a process begun by it, has had in use; 0 if it is not known
     */
    record Printed(List<String> lines, long peakBytes) {}

    /** What a class of the bench prints. */
    static Printed java(Class<?> program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", // as ./tailrace does
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** What a command prints on its standard output; its errors go to ours. */
    static Printed run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        AtomicLong peak = new AtomicLong();
        ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();
        looking.scheduleWithFixedDelay(
                () -> peak.accumulateAndGet(peakBytes(process), Math::max),
                LOOK_MILLIS,
                LOOK_MILLIS,
                TimeUnit.MILLISECONDS);
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
        } finally {
            looking.shutdownNow();
        }
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + exit);
        }
        return new Printed(lines, peak.get());
    }

    private static long peakBytes(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .mapToLong(handle -> peakBytes(handle.pid()))
                .max()
                .orElse(0);
    }

    /** 0 if the process has ended meanwhile, or the system does not tell. */
    private static long peakBytes(long pid) {
        try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return status.filter(line -> line.startsWith(PEAK))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }
}
