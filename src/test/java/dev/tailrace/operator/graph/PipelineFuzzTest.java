package dev.tailrace.operator.graph;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PipelineFuzzTest {
    private static final long SEED = 20261121;

    @Test
    void tenThousandMutatedFilesAreReadOrRefusedWithWords() throws IOException {
        PipelineFuzz.Outcome outcome = new PipelineFuzz(Path.of("sample-pipelines"), SEED).run(10_000);

        assertTrue(outcome.read() > 1_000, "too few mutations were readable to prove anything: " + outcome);
        assertTrue(outcome.read() < 9_000, "too few mutations were broken to prove anything: " + outcome);
    }
}
