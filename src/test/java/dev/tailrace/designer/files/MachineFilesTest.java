package dev.tailrace.designer.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.files.RecentFiles.Outcome;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.designer.theme.Mode;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.operator.Catalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept on the machine is there after a restart, and what is broken is begun anew. */
@SuppressWarnings("NullAway.Init") // set before each test
class MachineFilesTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private Path machine;
    private Folders folders;

    @BeforeEach
    void folders(@TempDir Path empty) {
        machine = empty;
        folders = new Folders(machine.resolve("config"), machine.resolve("state"));
    }

    @Test
    void recentFilesKeepTheOutcomeOfTheLastRun() throws Exception {
        Path one = machine.resolve("one.tailrace.json");
        Path two = machine.resolve("two.tailrace.json");
        RecentFiles recent = new RecentFiles(folders);
        recent.ran(one, "One", Outcome.FINISHED, 12_400, NOON).write();
        recent.used(two, "Two", NOON.plusSeconds(1)).write();
        recent.used(one, "One", NOON.plusSeconds(2)).write();
        RecentFiles again = new RecentFiles(folders);
        assertEquals(
                List.of("One", "Two"),
                again.all().stream().map(RecentFiles.RecentFile::name).toList());
        assertEquals(Outcome.FINISHED, again.all().get(0).outcome());
        assertEquals(Outcome.NEVER_RUN, again.all().get(1).outcome());
    }

    @Test
    void onlyWhatADeadProgramLeftIsOfferedForRecovery() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Recovery.Kept lost = new Recovery.Kept("lost", machine.resolve("a.tailrace.json"), "A", NOON, "{}");
        new Recovery(folders, dead.pid()).keep(lost);
        new Recovery(folders).keep(new Recovery.Kept("mine", null, "B", NOON, "{}"));
        assertEquals(List.of(lost), new Recovery(folders).found());
        new Recovery(folders).discard("lost");
        assertEquals(List.of(), new Recovery(folders).found());
    }

    @Test
    void trustEndsWhenAFileReachesSomethingElse() throws Exception {
        Path file = machine.resolve("a.tailrace.json");
        Reach agreed = new Reach(List.of("in.csv"), List.of("out.csv"));
        new Trust(folders).trust(file, agreed).write();
        Trust again = new Trust(folders);
        assertTrue(again.isTrusted(file, agreed));
        assertFalse(again.isTrusted(file, new Reach(List.of("in.csv"), List.of("/etc/passwd"))));
        assertFalse(again.isTrusted(file, new Reach(List.of("in.csv", "out.csv"), List.of())));
        assertFalse(again.isTrusted(machine.resolve("b.tailrace.json"), agreed));
    }

    @Test
    void theServersThatAPipelineAsksArePartOfWhatIsAgreedTo() {
        Pipeline asking = Objects.requireNonNull(PipelineJson.parse(
                        """
                {"tailrace": 1, "parameters": [{"name": "host", "type": "STRING", "default": "here"}], "nodes": [
                  {"id": "ask", "operator": "http-lookup", "name": "Ask", "settings": {
                    "url": "https://${host}/{code}?key=${secret:key}", "columns": []}}]}""")
                .pipeline());
        Reach reach = Reach.of(asking, Catalogue.load());
        assertEquals(List.of("https://here/{code}?key=${secret:key}"), reach.asks());
        assertFalse(reach.isEmpty());
        Path file = machine.resolve("a.tailrace.json");
        Trust trust = new Trust(folders);
        trust.trust(file, reach);
        assertTrue(trust.isTrusted(file, reach));
        assertFalse(trust.isTrusted(file, new Reach(List.of(), List.of(), List.of("https://there/{code}"))));
    }

    @Test
    void aBrokenMemoryOfTheWindowIsBegunAnew() throws Exception {
        Files.createDirectories(folders.config());
        Files.writeString(folders.config().resolve("window.json"), "{ \"mode\": ");
        WindowMemory memory = WindowMemory.read(folders);
        assertEquals(Mode.LIGHT, memory.mode());
        assertEquals(224, memory.panes().paletteWidth());
    }

    @Test
    void theWindowRemembersItsSizes() throws Exception {
        PaneMemory panes = new PaneMemory(200, 300, 250, false, true, false, 2, true);
        WindowMemory memory = new WindowMemory(Mode.DARK, 1300, 800, false, panes, true, WindowLanguage.CHINESE);
        memory.write(folders);
        assertEquals(memory, WindowMemory.read(folders));
    }

    @Test
    void openFilesKeepTheirOrderAndWhereTheyWereLookedAt() throws Exception {
        Session session = new Session(
                false,
                List.of(
                        new Session.Place(machine.resolve("a.tailrace.json"), new Viewport(0.5, -12, 34)),
                        new Session.Place(machine.resolve("b.tailrace.json"), null)),
                1);
        session.write(folders);
        assertEquals(session, Session.read(folders));
    }

    @Test
    void aBrokenListOfOpenFilesOpensNothing() throws Exception {
        Files.createDirectories(folders.state());
        Files.writeString(folders.state().resolve("open-files.json"), "{\"files\": [{\"pa");
        assertEquals(new Session(true, List.of(), -1), Session.read(folders));
    }

    @Test
    void pinnedFilesStayOnTopAndAreNeverDropped() throws Exception {
        RecentFiles recent = new RecentFiles(folders);
        Path pinned = machine.resolve("pinned.tailrace.json");
        recent.used(pinned, "Pinned", NOON).write();
        recent.pin(pinned, true).write();
        for (int i = 0; i < 30; i++) {
            recent.used(machine.resolve(i + ".tailrace.json"), "F" + i, NOON.plusSeconds(i))
                    .write();
        }
        List<RecentFiles.RecentFile> all = new RecentFiles(folders).all();
        assertEquals(20, all.size());
        assertEquals("Pinned", all.get(0).name());
        assertEquals("F29", all.get(1).name());
    }

    /** At every length that a file may be cut to, the other one is still offered. */
    @Test
    void aHalfWrittenRecoveryHidesNoOther() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Recovery recovery = new Recovery(folders, dead.pid());
        Recovery.Kept whole = new Recovery.Kept("whole", null, "Whole", NOON, "{}");
        recovery.keep(whole);
        recovery.keep(new Recovery.Kept("cut", null, "Cut", NOON.minusSeconds(1), "{}"));
        Path cut = folders.state().resolve("recovery").resolve("cut.json");
        byte[] all = Files.readAllBytes(cut);
        for (int length = 0; length < all.length - 2; length++) {
            Files.write(cut, Arrays.copyOf(all, length));
            assertEquals(List.of(whole), new Recovery(folders).found(), "cut to " + length);
        }
    }

    @Test
    void whatAProcessOfTheSameNumberButOfAnotherTimeLeftIsOffered() throws Exception {
        new Recovery(folders).keep(new Recovery.Kept("mine", null, "A", NOON, "{}"));
        Path file = folders.state().resolve("recovery").resolve("mine.json");
        String text = Files.readString(file);
        assertEquals(List.of(), new Recovery(folders).found());
        // The machine was started anew, and another program has the number now.
        Files.writeString(file, text.replaceFirst("\"started\" : \\d+", "\"started\" : 86400000"));
        assertEquals(1, new Recovery(folders).found().size());
    }
}
