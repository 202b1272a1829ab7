package dev.tailrace.designer.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FileControlTest {
    @Test
    void aChosenFileIsWrittenRelativeToThePipeline() {
        Path base = Path.of("/pipelines/quakes");
        assertEquals("data/a.csv", FileControl.written(base.resolve("data/a.csv"), base));
        assertEquals("/elsewhere/a.csv", FileControl.written(Path.of("/elsewhere/a.csv"), base));
    }
}
