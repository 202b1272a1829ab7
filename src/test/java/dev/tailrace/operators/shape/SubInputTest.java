package dev.tailrace.operators.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Problem;
import dev.tailrace.language.Environment;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operators.shape.SubInput.Declared;
import dev.tailrace.operators.shape.SubInput.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an input declares; what enters there is for {@link SubPipelineTest}. */
class SubInputTest {
    private static final List<Declared> COLUMNS =
            List.of(new Declared("t", DataType.TIMESTAMP), new Declared("n", DataType.BIGINT));

    @Test
    void itsColumnsAndEventTimeAreThoseDeclared() {
        StreamType stream = Objects.requireNonNull(output(COLUMNS, "t").ports().get("out"));

        assertEquals(List.of("t", "n"), stream.schema().names());
        assertEquals("t", stream.eventTime());
    }

    @Test
    void columnsThatAreMissingOrTwiceAreTold() {
        assertEquals(List.of("operators.sub-input.no-columns"), codes(output(List.of(), null)));
        assertEquals(
                List.of("operators.duplicate-name"),
                codes(output(List.of(new Declared("n", DataType.INT), new Declared("n", DataType.INT)), null)));
        assertEquals(List.of("operators.unknown-column"), codes(output(COLUMNS, "elsewhere")));
    }

    private static List<String> codes(Output output) {
        return output.problems().stream().map(Problem::code).toList();
    }

    private static Output output(List<Declared> columns, @Nullable String eventTime) {
        return new SubInput()
                .output(new Placement<>(
                        "in",
                        new Settings(columns, eventTime),
                        Map.of(),
                        Set.of("out"),
                        Environment.UTC,
                        Path.of(".")));
    }
}
