package dev.tailrace.designer.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.files.FileHistory;
import dev.tailrace.designer.files.Folders;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.versions.Versions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which versions of a file are at hand. */
class KnownVersionTest {
    private static final Texts TEXTS = new Texts(Locale.ENGLISH);
    private static final Pipeline BASE = Versions.base();

    @TempDir
    private Path folder;

    @Test
    void theSavedStateTheLatestCommitAndTheLocalHistoryAreOffered() throws Exception {
        Path file = folder.resolve("orders.tailrace.json");
        Pipeline committed = Versions.setting(BASE, "big", "condition", "price > 7");
        PipelineJson.write(committed, file);
        commit();
        Pipeline saved = Versions.setting(BASE, "big", "condition", "price > 8");
        PipelineJson.write(saved, file);
        FileHistory history = history();
        history.add(file, PipelineJson.write(BASE));

        List<KnownVersion> known = KnownVersion.of(file, saved, history, TEXTS, ZoneOffset.UTC);

        assertEquals(
                List.of("Saved in the file", "Latest commit in git"),
                known.subList(0, 2).stream().map(KnownVersion::name).toList());
        assertTrue(known.get(2).name().startsWith("Local history, Mar 1, 2026"), known::toString);
        List<Pipeline> read = new ArrayList<>();
        known.forEach(version -> read.add(version.source().read().pipeline()));
        assertEquals(List.of(saved, committed, BASE), read);
    }

    @Test
    void aFileThatIsNowhereElseHasOnlyItsSavedState() throws Exception {
        Path file = folder.resolve("orders.tailrace.json");
        PipelineJson.write(BASE, file);

        assertEquals(
                1, KnownVersion.of(file, BASE, history(), TEXTS, ZoneOffset.UTC).size());
        assertEquals(List.of(), KnownVersion.of(null, BASE, history(), TEXTS, ZoneOffset.UTC));
    }

    @Test
    void aFileThatIsNoPipelineSaysWhy() throws Exception {
        Path file = folder.resolve("broken.json");
        Files.writeString(file, "{");

        assertNotNull(KnownVersion.ofFile(file, TEXTS).source().read().failure());
    }

    private FileHistory history() {
        return new FileHistory(
                new Folders(folder.resolve("config"), folder.resolve("state")),
                Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC));
    }

    private void commit() throws InterruptedException {
        git("init", "-q");
        git("add", "-A");
        git("-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "-q", "-m", "First");
    }

    private void git(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            Process git = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .inheritIO()
                    .start();
            assertEquals(0, git.waitFor());
        } catch (IOException absent) {
            abort("git is not installed, so its version was not tested: " + absent.getMessage());
        }
    }
}
