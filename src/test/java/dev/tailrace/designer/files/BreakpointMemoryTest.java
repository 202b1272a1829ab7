package dev.tailrace.designer.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tailrace.designer.breakpoints.Mark;
import dev.tailrace.runtime.Breakpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BreakpointMemoryTest {
    private static final Map<String, Mark> MARKS =
            Map.of("a.out -> b.in", new Mark(new Breakpoint("n > 5", 3), true), "b.out -> c.in", Mark.PLAIN.on(false));

    @TempDir
    private Path machine;

    @Test
    void eachFileHasItsOwnBreakpoints() throws IOException {
        BreakpointMemory memory = new BreakpointMemory(folders());
        memory.write(Path.of("one.tailrace.json"), MARKS);
        memory.write(Path.of("two.tailrace.json"), Map.of("x.out -> y.in", Mark.PLAIN));

        BreakpointMemory later = new BreakpointMemory(folders());
        assertEquals(MARKS, later.read(Path.of("one.tailrace.json").toAbsolutePath()));
        assertEquals(1, later.read(Path.of("two.tailrace.json")).size());
        assertEquals(Map.of(), later.read(Path.of("three.tailrace.json")));
    }

    @Test
    void aFileWithoutBreakpointsLeavesNoTrace() throws IOException {
        BreakpointMemory memory = new BreakpointMemory(folders());
        memory.write(Path.of("one.tailrace.json"), Map.of());
        assertFalse(Files.exists(machine.resolve("state").resolve("breakpoints.json")));
        memory.write(Path.of("one.tailrace.json"), MARKS);
        memory.write(Path.of("one.tailrace.json"), Map.of());
        assertEquals(Map.of(), memory.read(Path.of("one.tailrace.json")));
    }

    @Test
    void whatCannotBeReadIsForgotten() throws IOException {
        Files.createDirectories(machine.resolve("state"));
        Files.writeString(machine.resolve("state").resolve("breakpoints.json"), "{ no json");
        BreakpointMemory memory = new BreakpointMemory(folders());
        assertEquals(Map.of(), memory.read(Path.of("one.tailrace.json")));
        memory.write(Path.of("one.tailrace.json"), MARKS);
        assertEquals(MARKS, memory.read(Path.of("one.tailrace.json")));
    }

    private Folders folders() {
        return new Folders(machine.resolve("config"), machine.resolve("state"));
    }
}
