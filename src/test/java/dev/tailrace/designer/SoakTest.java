package dev.tailrace.designer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short version of {@code WindowBenchmark soak}: edits, runs and undos leave nothing behind in the heap. */
class SoakTest {
    private static final String SECONDS = "20";
    private static final Pattern SAMPLE = Pattern.compile("after \\d+ cycles ([0-9.]+) MB");

    /** What caches may still take after the first samples, megabytes; a run that stayed would take more each cycle. */
    private static final double SLACK = 12;

    @Test
    void editingAndRunningAgainAndAgainLeavesNothingInTheHeap(@TempDir Path folder) throws Exception {
        File printed = folder.resolve("printed").toFile();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Dglass.platform=Monocle",
                        "-Dmonocle.platform=Headless",
                        "-Dheadless.geometry=1600x1000-32",
                        "-Dprism.order=sw",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WindowBenchmark.class.getName(),
                        "soak",
                        SECONDS)
                .redirectErrorStream(true)
                .redirectOutput(printed)
                .start();
        int exit = process.waitFor();
        String text = Files.readString(printed.toPath(), StandardCharsets.UTF_8);
        assertEquals(0, exit, text);
        List<Double> megabytes = SAMPLE.matcher(text)
                .results()
                .map(sample -> Double.parseDouble(sample.group(1)))
                .toList();
        assertTrue(megabytes.size() >= 6, text);
        int half = megabytes.size() / 2;
        double first =
                megabytes.subList(0, half).stream().mapToDouble(d -> d).max().orElseThrow();
        double last = megabytes.subList(half, megabytes.size()).stream()
                .mapToDouble(d -> d)
                .min()
                .orElseThrow();
        assertTrue(last <= first + SLACK, text);
    }
}
