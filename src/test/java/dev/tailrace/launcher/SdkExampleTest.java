package dev.tailrace.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Texts;
import dev.tailrace.operators.shape.TestJar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example project of {@code docs/SDK.md}, built and run. */
class SdkExampleTest {
    private static final Path EXAMPLE = Path.of("sdk-example");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void copyTheProject() throws IOException {
        for (String name : List.of("words.tailrace.json", "lines.jsonl")) {
            Files.copy(EXAMPLE.resolve(name), folder.resolve(name));
        }
    }

    private void build() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.list(EXAMPLE.resolve("src/example"))) {
            for (Path file : files.toList()) {
                sources.put("example/" + file.getFileName(), Files.readString(file));
            }
        }
        TestJar.build(folder.resolve("functions.jar"), sources);
    }

    private int tailrace(String command) throws InterruptedException {
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(out, errors, false, 120, false, new Texts(Locale.ENGLISH));
        return Main.run(List.of(command, folder.resolve("words.tailrace.json").toString()), terminal);
    }

    @Test
    void theExampleRunsAndItIsSaidWhoseCodeThatIs() throws Exception {
        build();
        assertEquals(Exit.DONE, tailrace("run"), () -> err.toString(StandardCharsets.UTF_8));
        assertEquals(
                List.of("word,position", "stream,1", "turns,2", "wheel,4", "nicht,3", "dreht,4", "dreht,5", "strom,7"),
                Files.readAllLines(folder.resolve("words.csv")));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("Words runs code: example.Words of functions.jar"));
    }

    @Test
    void checkingAPipelineNeedsNoJar() throws Exception {
        assertEquals(Exit.DONE, tailrace("check"), () -> err.toString(StandardCharsets.UTF_8));
        assertFalse(Files.exists(folder.resolve("functions.jar")));
        assertEquals(Exit.FAILED, tailrace("run"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("functions.jar is not a jar that can be read."));
    }
}
