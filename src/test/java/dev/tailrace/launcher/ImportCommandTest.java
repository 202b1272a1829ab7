package dev.tailrace.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Texts;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code tailrace import} writes and tells. */
class ImportCommandTest {
    private static final String SCRIPT =
            """
            SET 'pipeline.name' = 'Big orders';
            SET 'state.backend.type' = 'rocksdb';
            CREATE TABLE orders (id INT, amount INT, twice AS CAST(amount AS BIGINT) * 2)
            WITH ('connector' = 'kafka', 'topic' = 'orders', 'format' = 'json');
            CREATE TABLE big (id INT, twice BIGINT)
            WITH ('connector' = 'filesystem', 'path' = 'big.csv', 'format' = 'csv', 'csv.field-delimiter' = ';');
            CREATE VIEW some_orders AS SELECT id, twice FROM orders WHERE amount > 5;
            EXECUTE STATEMENT SET BEGIN
              INSERT INTO big SELECT id, twice FROM some_orders;
            END;
            """;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aScriptBecomesAPipelineFile() throws Exception {
        Path target = folder.resolve("big.tailrace.json");

        int code = run("import", script(SCRIPT), "-o", target.toString());

        assertEquals(Exit.DONE, code, err::toString);
        Pipeline pipeline = Objects.requireNonNull(PipelineJson.read(target).pipeline());
        assertEquals("Big orders", pipeline.name());
        assertEquals(
                List.of("file-source", "derive", "filter", "project", "file-sink"),
                pipeline.nodes().stream().map(node -> node.operator()).toList());
        assertEquals(pipeline.nodes().size(), pipeline.layout().size());
        assertTrue(
                mentions("query.sql:4:7: warning: The connector kafka of the table orders is not here"), err::toString);
        assertTrue(mentions("state.backend.type"), err::toString);
    }

    @Test
    void withoutATargetThePipelineIsPrinted() throws Exception {
        assertEquals(Exit.DONE, run("import", script(SCRIPT)), err::toString);

        assertNotNull(PipelineJson.parse(out.toString(StandardCharsets.UTF_8)).pipeline());
    }

    @Test
    void whatCannotBeDrawnIsToldWithItsLineAndColumn() throws Exception {
        String script = script(SCRIPT.replace("amount > 5", "amont > 5"));

        assertEquals(Exit.BAD_INPUT, run("import", script));

        assertTrue(
                err.toString(StandardCharsets.UTF_8)
                        .contains(script + ":7:63: There is no column amont here. \u2014 Did you mean amount?"),
                err::toString);
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aMissingFileIsTold() throws Exception {
        assertEquals(Exit.BAD_INPUT, run("import", "nowhere.sql"));

        assertTrue(mentions("nowhere.sql does not exist."), err::toString);
    }

    private boolean mentions(String text) {
        return err.toString(StandardCharsets.UTF_8).contains(text);
    }

    private String script(String text) throws IOException {
        Path file = folder.resolve("query.sql");
        Files.writeString(file, text);
        return file.toString();
    }

    private int run(String... arguments) throws InterruptedException {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                120,
                false,
                new Texts(Locale.ROOT));
        return Main.run(List.of(arguments), terminal);
    }
}
