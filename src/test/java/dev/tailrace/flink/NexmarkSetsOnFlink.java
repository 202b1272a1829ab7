package dev.tailrace.flink;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.model.Parameter;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Nexmark's samples over whole sets of events, on both runtimes: the same final rows, or a difference. Those of the
 * embedded engine are held against the answers by {@code NexmarkSamplesTest}. In the project's folder:
 *
 * <pre>{@code
 * docs/measure/java dev.tailrace.flink.NexmarkSetsOnFlink ../shared/nexmark/a ../shared/nexmark/b
 * }</pre>
 */
final class NexmarkSetsOnFlink {
    private static final Path SAMPLES = Path.of("sample-pipelines/nexmark");

    private NexmarkSetsOnFlink() {}

    /** @param arguments folders with a file {@code events.jsonl.gz} */
    public static void main(String[] arguments) {
        int exit = 2;
        try {
            exit = compare(List.of(arguments), System.out);
        } catch (Exception failure) {
            failure.printStackTrace();
        }
        System.exit(exit);
    }

    private static int compare(List<String> sets, PrintStream out) throws Exception {
        int differences = 0;
        try (FlinkAgreement agreement = new FlinkAgreement()) {
            for (String set : sets) {
                Path events = Path.of(set).resolve("events.jsonl.gz").toAbsolutePath();
                for (Drawing drawing : drawings(events)) {
                    String difference = agreement.isSaid(drawing) ? difference(agreement, drawing) : "refused on Flink";
                    out.println(set + ": " + drawing.name() + ": " + (difference.isEmpty() ? "agrees" : difference));
                    differences += difference.isEmpty() ? 0 : 1;
                }
            }
        }
        return differences == 0 ? 0 : 1;
    }

    /** Empty if there is none. */
    private static String difference(FlinkAgreement agreement, Drawing drawing) throws InterruptedException {
        try {
            agreement.compare(drawing);
            return "";
        } catch (AssertionError difference) {
            return String.valueOf(difference.getMessage());
        }
    }

    private static List<Drawing> drawings(Path events) throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.filter(file -> file.toString().endsWith(PipelineJson.SUFFIX))
                    .sorted()
                    .map(file -> drawing(file, events))
                    .toList();
        }
    }

    private static Drawing drawing(Path file, Path events) {
        PipelineJson.Loaded loaded = PipelineJson.read(file);
        Pipeline sample =
                Objects.requireNonNull(loaded.pipeline(), loaded.problems().toString());
        List<Parameter> parameters = sample.parameters().stream()
                .map(parameter -> parameter.name().equals("events") ? reading(parameter, events) : parameter)
                .toList();
        return SampleCases.collecting(sample.withParameters(parameters), SAMPLES.toAbsolutePath());
    }

    private static Parameter reading(Parameter parameter, Path events) {
        return new Parameter(
                parameter.name(), parameter.type(), TextNode.valueOf(events.toString()), parameter.extra());
    }
}
