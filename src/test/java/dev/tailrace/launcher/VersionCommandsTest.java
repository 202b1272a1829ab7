package dev.tailrace.launcher;

import static dev.tailrace.model.versions.Versions.added;
import static dev.tailrace.model.versions.Versions.moved;
import static dev.tailrace.model.versions.Versions.setting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tailrace.data.Texts;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.Wire;
import dev.tailrace.model.versions.Versions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code tailrace diff}, {@code merge} and {@code describe} print and answer. */
class VersionCommandsTest {
    private static final Pipeline BASE = Versions.base();

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aDiffNamesWhatHasChangedInTheWordsOfTheInspector() throws Exception {
        Pipeline after =
                added(moved(setting(BASE, "big", "condition", "price > 9"), "feed", 48, 0), "c", "C", "big.out");

        int code = run("diff", file("a", BASE), file("b", after));

        assertEquals(Exit.FAILED, code, err::toString);
        assertEquals(
                """
                ~ Big
                    Condition: price > 1 \u2192 price > 9
                + C  added \u00b7 Discard
                + Wire Big.out \u2192 C.in  added

                Moved on the canvas only: Feed
                """,
                printed().substring(printed().indexOf('\n') + 1));
    }

    @Test
    void theSameVersionsAnswerZeroAndABrokenOneTwo() throws Exception {
        assertEquals(Exit.DONE, run("diff", file("a", BASE), file("b", BASE)));
        Files.writeString(folder.resolve("broken"), "{");
        assertEquals(
                Exit.BAD_INPUT,
                run("diff", file("a", BASE), folder.resolve("broken").toString()));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("broken:1:"), err::toString);
    }

    @Test
    void aDiffForProgramsIsOneObject() throws Exception {
        run("diff", file("a", BASE), file("b", moved(BASE, "feed", 48, 0)), "--report", "json");

        JsonNode report = new ObjectMapper().readTree(printed());
        assertEquals("false true", report.get("same") + " " + report.get("sameMeaning"));
        assertEquals("place", report.at("/changes/0/part").asText());
        assertEquals("[48,0]", report.at("/changes/0/after").toString());
    }

    @Test
    void gitsOwnArgumentsAreUnderstoodAndAnswerZero() throws Exception {
        String after = file("b", BASE);

        assertEquals(Exit.DONE, run("diff", "orders.tailrace.json", "/dev/null", ".", ".", after, "ab12", "100644"));

        assertTrue(printed().contains("+ Feed  added"), printed());
    }

    @Test
    void aPictureHasBothVersionsWithAWordAtWhatDiffers() throws Exception {
        Path picture = folder.resolve("both.svg");

        run(
                "diff",
                file("a", Versions.removed(BASE, "out")),
                file("b", Versions.removed(BASE, "feed")),
                "-o",
                picture.toString());

        String svg = Files.readString(picture);
        for (String text : List.of(">Feed<", ">Out<", ">Big<", ">added<", ">removed<")) {
            assertTrue(svg.contains(text), text);
        }
    }

    @Test
    void aMergeIsWrittenOverOurs() throws Exception {
        String ours = file("ours", setting(BASE, "feed", "path", "b.csv"));

        int code = run("merge", file("base", BASE), ours, file("theirs", added(BASE, "c", "C", "big.out")));

        assertEquals(Exit.DONE, code, err::toString);
        assertEquals(
                added(setting(BASE, "feed", "path", "b.csv"), "c", "C", "big.out"),
                Objects.requireNonNull(PipelineJson.read(Path.of(ours)).pipeline()));
    }

    @Test
    void twoWiresIntoOnePortDoNotFitTogether() throws Exception {
        Pipeline free = BASE.withWires(BASE.wires().subList(0, 1));
        Pipeline ours = free.withWires(List.of(free.wires().get(0), Wire.of("big.out", "out.in")));
        Pipeline theirs = free.withWires(List.of(free.wires().get(0), Wire.of("feed.out", "out.in")));

        int code = run("merge", file("base", free), file("ours", ours), file("theirs", theirs));

        assertEquals(Exit.FAILED, code, err::toString);
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("Together they do not fit: Out"), err::toString);
    }

    @Test
    void aDescriptionGoesWithTheFlowAndHasItsPictureBesideIt() throws Exception {
        Path page = folder.resolve("orders.md");

        assertEquals(Exit.DONE, run("describe", file("a", BASE), "-o", page.toString()), err::toString);

        String text = Files.readString(page);
        assertTrue(
                text.startsWith("# Orders\n\n3 operators, 2 wires, time zone UTC.\n\n![Orders](<orders.svg>)"), text);
        assertTrue(text.contains("| `least` | `INT` | `5` |"), text);
        assertTrue(text.indexOf("### 1. Feed") < text.indexOf("### 2. Big"), text);
        assertTrue(text.contains("| Condition | `price > 1` |"), text);
        assertTrue(text.contains("Gives on `out`:\n\n| Column | Type |\n|---|---|\n| `id` | `INT` |"), text);
        assertTrue(Files.readString(folder.resolve("orders.svg")).startsWith("<svg"));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private String file(String name, Pipeline pipeline) throws Exception {
        Path file = folder.resolve(name + PipelineJson.SUFFIX);
        PipelineJson.write(pipeline, file);
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
