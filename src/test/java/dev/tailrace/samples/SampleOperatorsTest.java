package dev.tailrace.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.model.Node;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.operator.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an operator does can be seen in a sample that runs. */
class SampleOperatorsTest {
    /** Operators that are in no sample, and why. */
    private static final Map<String, String> IN_NO_SAMPLE = Map.of(
            "java-function", "Its jar is to be built first: sdk-example, which docs/SDK.md explains.",
            "http-lookup", "It asks a server, and samples run without a network.");

    @Test
    void everyOperatorIsInASampleUnlessThereIsAReason() throws IOException {
        Set<String> shown;
        try (Stream<Path> files = Files.walk(Path.of("sample-pipelines"))) {
            shown = files.filter(file -> file.toString().endsWith(PipelineJson.SUFFIX))
                    .flatMap(file -> nodes(file).stream())
                    .map(Node::operator)
                    .collect(Collectors.toSet());
        }
        Set<String> missing = Catalogue.load().operators().stream()
                .map(operator -> operator.spec().id())
                .filter(operator -> !shown.contains(operator))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(IN_NO_SAMPLE.keySet()), missing);
    }

    private static List<Node> nodes(Path file) {
        return Objects.requireNonNull(PipelineJson.read(file).pipeline(), file.toString())
                .nodes();
    }
}
