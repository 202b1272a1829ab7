package dev.tailrace.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tailrace.data.Texts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code tailrace origin} tells and ends with. */
class OriginCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(
                folder.resolve("sales.jsonl"),
                """
                {"shop": "north", "price": 3}
                {"shop": "south", "price": 5}
                {"shop": "north", "price": 4}
                """);
        Files.writeString(
                folder.resolve("sales.tailrace.json"),
                """
                {"tailrace": 1, "name": "Sales",
                 "nodes": [
                  {"id": "sales", "operator": "file-source", "name": "Sales", "settings": {
                    "path": "sales.jsonl", "format": {"type": "json", "columns": [
                      {"name": "shop", "type": "STRING"}, {"name": "price", "type": "INT"}]}}},
                  {"id": "total", "operator": "group-aggregate", "name": "Total", "settings": {
                    "groupBy": ["shop"],
                    "aggregates": [{"name": "earned", "function": "sum", "argument": "price"}]}},
                  {"id": "table", "operator": "table-sink", "name": "Shown", "settings": {}}],
                 "wires": [{"from": "sales.out", "to": "total.in"}, {"from": "total.out", "to": "table.in"}],
                 "layout": {}}
                """);
    }

    @Test
    void theTreeEndsAtRowsOfFiles() throws InterruptedException {
        assertEquals(Exit.DONE, run("--at", "Total", "--where", "earned = 7"), this::told);

        assertEquals(
                List.of(
                        "Total  row 4  +U shop=north, earned=7",
                        "\u2502   Of 3 rows, the 2 that are needed",
                        "\u251c\u2500 Sales  sales.jsonl, row 1  shop=north, price=3",
                        "\u2514\u2500 Sales  sales.jsonl, row 3  shop=north, price=4"),
                told().lines().toList());
    }

    @Test
    void aSinksRowIsMeantByItsNumber() throws Exception {
        assertEquals(Exit.DONE, run("--at", "table", "--row", "2", "--json"), this::told);

        JsonNode json = new ObjectMapper().readTree(told());
        assertEquals("south", json.at("/row/values/shop").asText());
        assertEquals("sales.out", json.at("/row/madeOf/0/from").asText());
        assertEquals(2, json.at("/row/madeOf/0/place/row").asInt());
        assertEquals("smallest", json.at("/row/certainty").asText());
    }

    @Test
    void whatDoesNotComeEndsWithOne() throws InterruptedException {
        assertEquals(Exit.FAILED, run("--at", "total", "--row", "9"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("The row has not come again."), this::told);
    }

    @Test
    void badUsageEndsWithTwo() throws InterruptedException {
        assertEquals(Exit.BAD_INPUT, run("--row", "1"));
        assertEquals(Exit.BAD_INPUT, run("--at", "total"));
        assertEquals(Exit.BAD_INPUT, run("--at", "total", "--row", "0"));
        assertEquals(Exit.BAD_INPUT, run("--at", "nowhere", "--row", "1"));
        assertEquals(Exit.BAD_INPUT, run("--at", "total", "--where", "earned"));
    }

    private String told() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private int run(String... arguments) throws InterruptedException {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                120,
                false,
                new Texts(Locale.ROOT));
        List<String> all = new ArrayList<>(
                List.of("origin", folder.resolve("sales.tailrace.json").toString()));
        all.addAll(List.of(arguments));
        return Main.run(all, terminal);
    }
}
