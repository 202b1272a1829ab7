package dev.tailrace.designer.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.files.RecentFiles.Outcome;
import dev.tailrace.designer.theme.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
        recent.ran(one, "One", Outcome.FINISHED, 12_400, NOON);
        recent.used(two, "Two", NOON.plusSeconds(1));
        recent.used(one, "One", NOON.plusSeconds(2));
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
        new Trust(folders).trust(file, agreed);
        Trust again = new Trust(folders);
        assertTrue(again.isTrusted(file, agreed));
        assertFalse(again.isTrusted(file, new Reach(List.of("in.csv"), List.of("/etc/passwd"))));
        assertFalse(again.isTrusted(file, new Reach(List.of("in.csv", "out.csv"), List.of())));
        assertFalse(again.isTrusted(machine.resolve("b.tailrace.json"), agreed));
    }

    @Test
    void aBrokenMemoryOfTheWindowIsBegunAnew() throws Exception {
        Files.createDirectories(folders.config());
        Files.writeString(folders.config().resolve("window.json"), "{ \"mode\": ");
        WindowMemory memory = WindowMemory.read(folders);
        assertEquals(Mode.LIGHT, memory.mode());
        assertEquals(224, memory.paletteWidth());
    }

    @Test
    void theWindowRemembersItsSizes() throws Exception {
        WindowMemory memory = new WindowMemory(
                Mode.DARK, 1300, 800, false, 200, 300, 250, false, true, false, 2, true, WindowLanguage.CHINESE);
        memory.write(folders);
        assertEquals(memory, WindowMemory.read(folders));
    }
}
