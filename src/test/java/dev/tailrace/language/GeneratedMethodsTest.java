package dev.tailrace.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.engine.ExecutionPlan;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.operator.nested.SubPipelineFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** HotSpot never compiles a method of more than 8,000 byte codes, and leaves it seventy times slower. */
class GeneratedMethodsTest {
    private static final Path SAMPLES = Path.of("sample-pipelines");

    @TestFactory
    Stream<DynamicTest> theExpressionsOfEverySampleBecomeMethodsThatTheJitCompiles() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(SAMPLES)) {
            files = all.filter(path -> path.toString().endsWith(".tailrace.json"))
                    .sorted()
                    .toList();
        }
        assertFalse(files.isEmpty());
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> checkSample(file)));
    }

    private static void checkSample(Path file) {
        PipelineCheck check = new PipelineCheck(Catalogue.load());
        Pipeline pipeline = Objects.requireNonNull(PipelineJson.read(file).pipeline());
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        CheckedPipeline checked =
                check.check(pipeline, folder, Map.of(), new SubPipelineFiles().read(pipeline, folder));
        assertFalse(checked.hasErrors(), () -> checked.problems().toString());
        for (ExecutionPlan.TaskPart task :
                new EmbeddedRuntime(check).plan(checked).tasks()) {
            for (ExecutionPlan.NodePart node : task.nodes()) {
                node.sources().forEach(source -> checkSize(node.node(), source));
            }
        }
    }

    @Test
    void aProjectionOfRandomExpressionsBecomesMethodsThatTheJitCompiles() {
        List<Expression> wide = new RandomExpressions(8_000)
                .grow(200).stream().map(RandomExpressions.Grown::expression).toList();
        List<String> sources = Language.sourcesOf(() -> Language.compileProjection(wide, RandomTable.SCHEMA));
        assertEquals(1, sources.size());
        checkSize("200 expressions", sources.get(0));
    }

    @Test
    void aConditionOfFortyPartsBecomesMethodsThatTheJitCompiles() {
        String condition = IntStream.range(0, 40)
                .mapToObj(i -> "(x1 LIKE '%a%' OR i3 + " + i + " > l1 AND d1 < " + i + ".5e0)")
                .collect(Collectors.joining(" AND "));
        Expression expression = Expressions.checked(condition, RandomTable.SCHEMA);
        List<String> sources = Language.sourcesOf(() -> Language.compileFilter(expression));
        assertTrue(sources.size() > 1);
        sources.forEach(source -> checkSize("40 conditions", source));
        Batch batch = BatchBuilder.batchOf(RandomTable.SCHEMA, RandomTable.rows(40, 500));
        Column whole = Language.compileProjection(List.of(expression), RandomTable.SCHEMA)
                .evaluate(batch)[0];
        List<Integer> expected = IntStream.range(0, 500)
                .filter(row -> Boolean.TRUE.equals(whole.value(row)))
                .boxed()
                .toList();
        assertFalse(expected.isEmpty());
        assertEquals(expected, Expressions.selected(condition, batch));
    }

    private static void checkSize(String what, String source) {
        int largest = Compiler.compile(source).largestMethod();
        assertTrue(largest < Compiler.MAX_METHOD_BYTES, what + " has a method of " + largest + " byte codes");
    }
}
