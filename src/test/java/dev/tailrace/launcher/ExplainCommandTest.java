package dev.tailrace.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code tailrace explain} prints, worked out by hand from the drawings. */
class ExplainCommandTest {
    private static final String FLIGHTS = "sample-pipelines/flights/flights.tailrace.json";

    @TempDir
    private Path folder;

    @Test
    void theFlightsRunOnOneThreadAndNobodyReadsWhereTheyGo() throws InterruptedException {
        assertEquals(
                """
                Flights per day: one task thread, one source

                Task thread 0
                  flights         file-source      a thread for each partition, through a ring
                                                   reads departs, delay, origin
                                                   leaves out destination
                  departure       derive           flights.out
                  time            event-time       departure.out
                  daily           tumbling-window  time.out
                  weekly          tumbling-window  time.out
                  rounded         project          daily.out
                  weekly-columns  project          weekly.out
                  chart           chart-sink       rounded.out
                  file            file-sink        rounded.out
                  origins         table-sink       weekly-columns.out
                  weekly-file     file-sink        weekly-columns.out
                """,
                explained(FLIGHTS));
    }

    @Test
    void aNodeWithInputsOfTwoThreadsBeginsAThread() throws IOException, InterruptedException {
        Path file = folder.resolve("two.tailrace.json");
        Files.writeString(
                file,
                """
                {
                  "tailrace": 1,
                  "name": "Two",
                  "nodes": [
                    {"id": "a", "operator": "generator", "name": "A", "settings": {"rows": 1,
                      "columns": [{"name": "n", "kind": "sequence"}]}},
                    {"id": "b", "operator": "generator", "name": "B", "settings": {"rows": 1,
                      "columns": [{"name": "n", "kind": "sequence"}]}},
                    {"id": "both", "operator": "union", "name": "Both", "settings": {}},
                    {"id": "end", "operator": "discard", "name": "End", "settings": {}}
                  ],
                  "wires": [
                    {"from": "a.out", "to": "both.in"},
                    {"from": "b.out", "to": "both.in"},
                    {"from": "both.out", "to": "end.in"}
                  ]
                }
                """);
        String text = explained(file.toString());
        assertTrue(text.startsWith("Two: 3 task threads, 2 sources\n"), text);
        assertTrue(
                text.endsWith(
                        """
                        Task thread 2
                          both  union      a.out through a ring, b.out through a ring
                          end   discard    both.out
                        """),
                text);
    }

    @Test
    void theJavaOfAnExpressionFollows() throws InterruptedException {
        String text = explained(FLIGHTS, "--source");
        assertTrue(text.contains("// departure\n"), text);
        assertTrue(text.contains("TimeTexts.pattern(\"yyyy/MM/dd HH:mm\")"), text);
        assertTrue(text.contains("// rounded\n"), text);
    }

    private static String explained(String file, String... options) throws InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                120,
                false,
                new Texts(Locale.ENGLISH));
        List<String> arguments = new ArrayList<>(List.of("explain", file));
        arguments.addAll(List.of(options));
        assertEquals(Exit.DONE, Main.run(arguments, terminal), err.toString(StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
