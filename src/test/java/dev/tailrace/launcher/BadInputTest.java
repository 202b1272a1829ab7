package dev.tailrace.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tailrace.data.Texts;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are told when what they give is wrong: where, what and what to do; the exit code; no stack trace. */
class BadInputTest {
    private static final String COUNT_BY_MINUTE =
            """
            {
              "tailrace": 1,
              "name": "Bad input",
              "nodes": [
                {"id": "in", "operator": "file-source", "name": "Readings",
                  "settings": {"path": "in.jsonl", "format": {"type": "json", "columns": [
                    {"name": "at", "type": "TIMESTAMP_LTZ(3)"},
                    {"name": "amount", "type": "INT"},
                    {"name": "place", "type": "STRING"}]}}},
                {"id": "time", "operator": "event-time", "name": "Event time", "settings": {"column": "at", "disorder": "1 s"}},
                {"id": "minute", "operator": "tumbling-window", "name": "Per minute", "settings": {"size": "1 min",
                  "groupBy": ["place"], "aggregates": [{"name": "total", "function": "sum", "argument": "amount"}]}},
                {"id": "out", "operator": "file-sink", "name": "Totals", "settings": {"path": "out.csv", "format": {"type": "csv"}}}
              ],
              "wires": [
                {"from": "in.out", "to": "time.in"},
                {"from": "time.out", "to": "minute.in"},
                {"from": "minute.out", "to": "out.in"}
              ]
            }
            """;

    private static final String GOOD_ROW = "{\"at\": 60000, \"amount\": 1, \"place\": \"a\"}\n";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"tailrace\": 1` | `\"tailrace\": 9` | :2: The file has version 9",
                "`\"operator\": \"event-time\"` | `\"operator\": \"event-tme\"` | Did you mean \"event-time\"?",
                "`\"size\": \"1 min\"` | `\"sise\": \"1 min\"` | Per minute: sise: There is no setting named \"sise\". — Did you mean \"size\"?",
                "`\"size\": \"1 min\"` | `\"size\": \"0 s\"` | Per minute: size:",
                "`\"size\": \"1 min\"` | `\"size\": \"soon\"` | Per minute: size: \"soon\" is not a duration.",
                "`\"from\": \"in.out\"` | `\"from\": \"in.owt\"` | Did you mean \"out\"?",
                "`\"to\": \"time.in\"` | `\"to\": \"nowhere.in\"` | no node has that id",
                "`\"to\": \"out.in\"` | `\"to\": \"time.in\"` | takes one wire and has more",
                "`\"argument\": \"amount\"` | `\"argument\": \"amuont\"` | amuont",
                "`\"argument\": \"amount\"` | `\"argument\": \"place\"` | Per minute: aggregates[0]",
                "`\"argument\": \"amount\"` | `\"argument\": \"amount +\"` | Per minute: aggregates[0].argument:",
                "`\"column\": \"at\"` | `\"column\": \"amount\"` | Event time: column:",
                "`\"type\": \"INT\"` | `\"type\": \"NUMBER\"` | Readings: format.columns[1].type: \"NUMBER\" is not a type.",
                "`\"groupBy\": [\"place\"]` | `\"groupBy\": [\"plaice\"]` | plaice",
                "`{\"from\": \"in.out\", \"to\": \"time.in\"},` | `` | The input in of Event time is not wired.",
            })
    void aWrongDrawingIsToldByCheckAndRun(String right, String wrong, String told) throws Exception {
        String text = COUNT_BY_MINUTE.replace(right, wrong == null ? "" : wrong);
        assertFalse(text.equals(COUNT_BY_MINUTE), "nothing was replaced");
        Path file = write("bad.tailrace.json", text);

        assertEquals(Exit.BAD_INPUT, tailrace("check", file.toString()));
        assertTold(file + ":", told);
        assertEquals(Exit.BAD_INPUT, tailrace("run", file.toString()));
        assertTold(file + ":", told);
    }

    @Test
    void brokenAndMissingFilesAreTold() throws Exception {
        assertEquals(
                Exit.BAD_INPUT,
                tailrace("run", folder.resolve("none.tailrace.json").toString()));
        assertTold("There is no file");
        Path cut = write("cut.tailrace.json", COUNT_BY_MINUTE.substring(0, 300));
        assertEquals(Exit.BAD_INPUT, tailrace("check", cut.toString()));
        assertTold("The file ends in the middle. — Restore it from a backup or from git.");
        Path deep = write("deep.tailrace.json", "[".repeat(200_000));
        assertEquals(Exit.BAD_INPUT, tailrace("check", deep.toString()));
        assertTold("nested deeper");
        Path huge = folder.resolve("huge.tailrace.json");
        try (OutputStream stream = Files.newOutputStream(huge)) {
            byte[] blanks = new byte[1 << 20];
            Arrays.fill(blanks, (byte) ' ');
            for (int i = 0; i < 33; i++) {
                stream.write(blanks);
            }
        }
        assertEquals(Exit.BAD_INPUT, tailrace("check", huge.toString()));
        assertTold("has 33 MiB; a pipeline has at most 32.");
    }

    @Test
    void aMissingInputFailsTheRunAndNamesNodeAndFile() throws Exception {
        Path file = write("bad.tailrace.json", COUNT_BY_MINUTE);

        assertEquals(Exit.FAILED, tailrace("run", file.toString()));
        assertTold("Readings: ", "in.jsonl");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"at\": 60001, \"amount\": \"n/a\", \"place\": \"a\"}` | amount",
                "`{\"at\": 60001, \"amount\": 99999999999, \"place\": \"a\"}` | amount",
                "`{\"at\": 60001, \"amount\": 1` | line 3",
                "`not json` | line 3",
                "`{\"at\": \"yesterday\", \"amount\": 1}` | at",
            })
    void anUnreadableRowStopsTheRunWithFileLineColumnAndRemedy(String row, String told) throws Exception {
        Path file = write("bad.tailrace.json", COUNT_BY_MINUTE);
        write("in.jsonl", GOOD_ROW + GOOD_ROW + row + "\n" + GOOD_ROW);

        assertEquals(Exit.FAILED, tailrace("run", file.toString()));
        assertTold("Readings: ", "in.jsonl", "line 3", told, "Count and skip");
        assertFalse(Files.exists(folder.resolve("out.csv")), "a failed run commits nothing");
    }

    @Test
    void unreadableRowsAreCountedWhereTheSettingSaysSo() throws Exception {
        Path file = write(
                "skip.tailrace.json",
                COUNT_BY_MINUTE.replace("\"path\": \"in.jsonl\"", "\"path\": \"in.jsonl\", \"onError\": \"skip\""));
        write("in.jsonl", GOOD_ROW + "nonsense\n" + GOOD_ROW);

        assertEquals(Exit.DONE, tailrace("run", file.toString(), "--report", "json"));
        JsonNode report = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertEquals(1, report.at("/errors/in").asInt());
        assertEquals(2, report.at("/wires/in.out -> time.in").asInt());
        assertEquals("done", report.path("state").asText());
    }

    @Test
    void invalidUtf8IsToldWithItsLine() throws Exception {
        Path file = write("bad.tailrace.json", COUNT_BY_MINUTE);
        byte[] row = "{\"at\": 60001, \"amount\": 1, \"place\": \"Z?rich\"}\n".getBytes(StandardCharsets.US_ASCII);
        row[new String(row, StandardCharsets.US_ASCII).indexOf('?')] = (byte) 0xFC;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(GOOD_ROW.getBytes(StandardCharsets.US_ASCII));
        bytes.write(row);
        Files.write(folder.resolve("in.jsonl"), bytes.toByteArray());

        assertEquals(Exit.FAILED, tailrace("run", file.toString()));
        assertTold("Readings: ", "line 2", "place");
    }

    @Test
    void aLineOfAHundredMegabytesIsRefusedWithoutHoldingIt() throws Exception {
        Path file = write("bad.tailrace.json", COUNT_BY_MINUTE);
        try (OutputStream stream = Files.newOutputStream(folder.resolve("in.jsonl"))) {
            stream.write(GOOD_ROW.getBytes(StandardCharsets.US_ASCII));
            byte[] letters = new byte[1 << 20];
            Arrays.fill(letters, (byte) 'x');
            for (int i = 0; i < 100; i++) {
                stream.write(letters);
            }
        }

        assertEquals(Exit.FAILED, tailrace("run", file.toString()));
        assertTold("Readings: ", "line 2", "longer than");
    }

    @Test
    void timeGoingBackIsNoErrorButLate() throws Exception {
        Path file = write("late.tailrace.json", COUNT_BY_MINUTE);
        write(
                "in.jsonl",
                GOOD_ROW + "{\"at\": 6000000, \"amount\": 1, \"place\": \"a\"}\n" + GOOD_ROW
                        + "{\"at\": -5, \"amount\": 1, \"place\": \"a\"}\n");

        assertEquals(Exit.DONE, tailrace("run", file.toString(), "--report", "json"));
        JsonNode report = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertEquals(2, report.at("/late/minute").asInt());
        assertEquals(2, report.at("/sinks/out").asInt());
    }

    @Test
    void anOutputThatCannotBeWrittenFailsTheRunAndNamesIt() throws Exception {
        Path file = write("bad.tailrace.json", COUNT_BY_MINUTE.replace("out.csv", "in.jsonl/out.csv"));
        write("in.jsonl", GOOD_ROW);

        assertEquals(Exit.FAILED, tailrace("run", file.toString()));
        assertTold("Totals: ", "in.jsonl");
    }

    @Test
    void wrongUsageIsToldWithTheUsage() throws Exception {
        assertEquals(Exit.BAD_INPUT, tailrace("fly"));
        assertTold("There is no command \"fly\".", "Usage:");
        assertEquals(Exit.BAD_INPUT, tailrace("run"));
        assertTold("FILE is missing.");
        assertEquals(Exit.BAD_INPUT, tailrace("run", "a", "--speed", "9"));
        assertTold("There is no option --speed here.");
        assertEquals(Exit.BAD_INPUT, tailrace("run", "a", "--for", "soon"));
        assertTold("\"soon\" is not a duration.");
        assertEquals(Exit.BAD_INPUT, tailrace("run", "a", "--set", "x"));
        assertTold("NAME=VALUE");
    }

    @Test
    void whatCannotBeWrittenIsToldInWords() throws Exception {
        Path file = write("p.tailrace.json", COUNT_BY_MINUTE);
        for (String name : List.of("none/x.png", "none/x.svg", "p.tailrace.json/x.png", "p.tailrace.json/x.svg")) {
            String out = folder.resolve(name).toString();
            assertEquals(Exit.FAILED, tailrace("picture", file.toString(), out));
            assertTold(out + " cannot be written: ", name.startsWith("none") ? "no such" : "no folder");
        }
        String page = folder.resolve("none/x.md").toString();
        assertEquals(Exit.FAILED, tailrace("describe", file.toString(), "-o", page));
        assertTold(page + " cannot be written: there is no such file or folder.");
        assertEquals(Exit.FAILED, tailrace("test", file.toString(), "--junit", folder.toString()));
        assertTold(folder + " cannot be written: it is a folder.");
    }

    @Test
    void aDrawingWhoseOperatorsStandFarApartHasAPictureOfBoundedSize() throws Exception {
        Path file = write(
                "far.tailrace.json",
                COUNT_BY_MINUTE.replace(
                        "\"wires\"", "\"layout\": {\"in\": [-9e6, -9e6], \"out\": [9e6, 9e6]}, \"wires\""));
        Path picture = folder.resolve("far.png");

        assertEquals(Exit.DONE, tailrace("picture", file.toString(), picture.toString()));
        BufferedImage image = ImageIO.read(picture.toFile());
        assertTrue(image.getWidth() <= 16_384 && image.getHeight() <= 16_384, image.toString());
        assertEquals(
                Exit.DONE,
                tailrace("picture", file.toString(), folder.resolve("far.svg").toString()));
    }

    @Test
    void helpTellsOfOneCommandWhereOneIsNamed() throws Exception {
        assertEquals(Exit.DONE, tailrace("help"));
        assertTold("Usage:", "  tailrace run FILE", "  tailrace schema");
        for (List<String> asked : List.of(List.of("help", "runs"), List.of("runs", "--help"))) {
            assertEquals(Exit.DONE, tailrace(asked.toArray(String[]::new)));
            String told = out.toString(StandardCharsets.UTF_8);
            assertTrue(told.startsWith("  tailrace runs [FILE]") && told.lines().count() == 1, told);
        }
        assertEquals(Exit.BAD_INPUT, tailrace("help", "fly"));
        assertTold("There is no command \"fly\".");
    }

    @Test
    void aScriptOfNothingIsNoExpression() throws Exception {
        assertEquals(Exit.BAD_INPUT, tailrace("import", write("empty.sql", "").toString()));
        assertTold("There is no statement in the script.", "CREATE TABLE");
        assertEquals(
                Exit.BAD_INPUT, tailrace("import", write("odd.sql", "SELEC 1").toString()));
        assertTold("odd.sql:1:1: This is not SQL.");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private int tailrace(String... arguments) throws InterruptedException {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                120,
                false,
                new Texts(Locale.ENGLISH));
        return Main.run(List.of(arguments), terminal);
    }

    /** All of it was said on the error stream or the plain output, in words. */
    private void assertTold(String... parts) {
        String told = err.toString(StandardCharsets.UTF_8) + out.toString(StandardCharsets.UTF_8);
        List<String> missing = new ArrayList<>();
        for (String part : parts) {
            if (!told.contains(part)) {
                missing.add(part);
            }
        }
        assertTrue(missing.isEmpty(), "not told: " + missing + " in:\n" + told);
        assertFalse(told.contains("Exception") || told.contains("\tat "), "a stack trace at people:\n" + told);
        assertFalse(
                told.matches("(?s).*\\b(operators|operator|connectors|formats|engine|language|model)\\.[a-z-]+.*"),
                told);
    }
}
