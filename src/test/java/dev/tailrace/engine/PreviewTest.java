package dev.tailrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.runtime.Preview;
import dev.tailrace.runtime.Sample;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PreviewTest {
    private final RecordingSink sink = new RecordingSink();

    private static List<Long> numbers(Sample sample) {
        return sample.rows().stream()
                .map(row -> (Long) Objects.requireNonNull(row.get(0)))
                .toList();
    }

    private Drawing drawing(ScriptedSource source) {
        return new Drawing(ScriptedSource.NUMBERS)
                .source("numbers", source)
                .transform("last", RecordingProcessor::new)
                .sink("sink", sink)
                .chain("numbers", "last", "sink");
    }

    @Test
    void theFirstRowsComeThroughAndTheInputEndsAfterThem() throws InterruptedException {
        Preview preview = drawing(ScriptedSource.ofRange(0, 5000)).preview("last", 3);

        assertNull(preview.problem());
        assertEquals(
                List.of(0L, 1L, 2L),
                numbers(Objects.requireNonNull(preview.inputs().get("in"))));
        assertEquals(
                List.of(0L, 1L, 2L, -1L),
                numbers(Objects.requireNonNull(preview.outputs().get("out"))));
    }

    @Test
    void aSinkShowsWhatComesInAndIsNotRun() throws InterruptedException {
        Preview preview = drawing(ScriptedSource.ofRange(0, 5000)).preview("sink", 2);

        assertEquals(
                List.of(0L, 1L, -1L),
                numbers(Objects.requireNonNull(preview.inputs().get("in"))));
        assertTrue(sink.events().isEmpty());
    }

    @Test
    void aSourceShowsWhatItReads() throws InterruptedException {
        ScriptedSource source = ScriptedSource.ofRange(0, 5000);

        Preview preview = drawing(source).preview("numbers", 2);

        assertEquals(
                List.of(Row.of(0L), Row.of(1L)),
                Objects.requireNonNull(preview.outputs().get("out")).rows());
        assertEquals(1, source.polls());
    }

    @Test
    void whatFailsIsToldWithTheRowsBeforeIt() throws InterruptedException {
        ScriptedSource source = new ScriptedSource();
        source.partition().rows(1).then((context, out) -> {
            throw new IOException("gone");
        });

        Preview preview = drawing(source).preview("last", 100);

        assertEquals("engine.io-failed", assertNotNullProblem(preview).code());
        assertEquals(
                List.of(1L), numbers(Objects.requireNonNull(preview.outputs().get("out"))));
    }

    private static Problem assertNotNullProblem(Preview preview) {
        assertNotNull(preview.problem());
        return Objects.requireNonNull(preview.problem());
    }

    @Test
    void aSourceThatHasNothingYetDoesNotHoldThePreviewUpForLong() throws InterruptedException {
        ScriptedSource source = new ScriptedSource();
        source.partition().rows(1).await(new ScriptedSource.Gate());

        Preview preview = drawing(source).preview("last", 100);

        assertNull(preview.problem());
        assertEquals(
                List.of(1L, -1L),
                numbers(Objects.requireNonNull(preview.outputs().get("out"))));
    }

    @Test
    void anInterruptCancelsIt() {
        ScriptedSource source = new ScriptedSource();
        source.partition().forever(ScriptedSource.numbers(1));
        source.partition().then((context, out) -> {
            Thread.currentThread().interrupt();
            Thread.currentThread().join(1);
            throw new AssertionError("not interrupted");
        });

        assertThrows(InterruptedException.class, () -> drawing(source).preview("last", 1000));
    }
}
