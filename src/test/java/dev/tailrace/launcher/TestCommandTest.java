package dev.tailrace.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** What {@code tailrace test} tells, writes and ends with. */
class TestCommandTest {
    private static final String QUAKES = "sample-pipelines/earthquakes/earthquakes.tailrace.json";
    private static final String CHESS = "sample-pipelines/chess/chess.tailrace.json";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void passedTestsEndWithZero() throws InterruptedException {
        assertEquals(Exit.DONE, run(QUAKES, CHESS), this::told);

        assertTrue(told().contains("\u2713 passed  A report hours late still counts in its hour"), this::told);
        assertTrue(told().contains("4 tests: 4 passed, 0 failed, 0 cannot run"), this::told);
    }

    @Test
    void whatDiffersStandsInATable() throws Exception {
        assertEquals(Exit.FAILED, run(wrong()), this::told);

        List<String> lines = told().lines().toList();
        int at = lines.indexOf("      columns.out: 1 as expected, 1 different, 0 missing, 0 unexpected");
        assertTrue(at > 0, this::told);
        assertEquals("                  window_start         quakes  max_mag  avg_mag", lines.get(at + 1));
        assertEquals("        expected  2014-05-07T00:00:00       2     2.00    1.750", lines.get(at + 2));
        assertEquals("        came                                              1.500", lines.get(at + 3));
    }

    @Test
    void aNameChoosesTests() throws InterruptedException {
        assertEquals(Exit.DONE, run(QUAKES, "--name", "BLASTS*left"), this::told);

        assertTrue(told().contains("1 test: 1 passed"), this::told);
    }

    @Test
    void parametersGoToTests() throws Exception {
        String flights = "sample-pipelines/flights/flights.tailrace.json";

        assertEquals(Exit.FAILED, run(flights, "--set", "late=30"), this::told);

        assertTrue(told().contains("3 tests: 2 passed, 1 failed"), this::told);
    }

    @Test
    void buildServersReadTheResults() throws Exception {
        Path xml = folder.resolve("reports/junit.xml");

        assertEquals(Exit.FAILED, run(wrong(), "--junit", xml.toString()));

        Element suites = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(xml.toFile())
                .getDocumentElement();
        assertEquals("testsuites", suites.getTagName());
        Element suite = (Element) suites.getElementsByTagName("testsuite").item(0);
        assertEquals("2", suite.getAttribute("tests"));
        assertEquals("1", suite.getAttribute("failures"));
        assertEquals("0", suite.getAttribute("errors"));
        assertTrue(suite.getAttribute("time").matches("\\d+\\.\\d{3}"));
        Element failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertTrue(failure.getAttribute("message").startsWith("columns.out: 1 as expected"));
        Element testcase = (Element) failure.getParentNode();
        assertEquals("A report hours late still counts in its hour", testcase.getAttribute("name"));
        assertEquals("Earthquakes per hour", testcase.getAttribute("classname"));
    }

    @Test
    void theReportIsOneObject() throws Exception {
        assertEquals(Exit.FAILED, run(wrong(), "--report", "json"));

        JsonNode report = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertEquals(1, report.path("passed").asInt());
        assertEquals(1, report.path("failed").asInt());
        assertEquals(
                1, report.at("/files/0/tests/0/ports/columns.out/different").asInt());
    }

    @Test
    void aTestThatDoesNotFitIsTold() throws Exception {
        String file = changed("\"expected\": {\n        \"quakes.out\"", "\"expected\": {\n        \"shakes.out\"");

        assertEquals(Exit.FAILED, run(file), this::told);

        assertTrue(told().contains("There is no port shakes.out in this pipeline."), this::told);
    }

    @Test
    void badFilesEndWithTwo() throws InterruptedException {
        assertEquals(Exit.BAD_INPUT, run(folder.resolve("none.tailrace.json").toString(), CHESS));
        assertFalse(err.toString(StandardCharsets.UTF_8).isEmpty());
        assertEquals(Exit.BAD_INPUT, run());
        assertEquals(Exit.BAD_INPUT, run(CHESS, "--report", "pdf"));
    }

    private String wrong() throws IOException {
        return changed("\"avg_mag\": 1.5", "\"avg_mag\": 1.75");
    }

    private String changed(String from, String to) throws IOException {
        String text = Files.readString(Path.of(QUAKES));
        assertTrue(text.contains(from));
        Path file = folder.resolve("changed.tailrace.json");
        Files.writeString(file, text.replace(from, to));
        return file.toString();
    }

    private String told() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    private int run(String... arguments) throws InterruptedException {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                120,
                false,
                new Texts(Locale.ROOT));
        List<String> all = new ArrayList<>(List.of("test"));
        all.addAll(List.of(arguments));
        return Main.run(all, terminal);
    }
}
