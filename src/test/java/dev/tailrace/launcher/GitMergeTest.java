package dev.tailrace.launcher;

import static dev.tailrace.model.versions.Versions.added;
import static dev.tailrace.model.versions.Versions.moved;
import static dev.tailrace.model.versions.Versions.setting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.versions.PipelineDiff;
import dev.tailrace.model.versions.Versions;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Branches that edit one pipeline file, merged and compared by the real git in a repository of its own. */
class GitMergeTest {
    private static final String NAME = "orders.tailrace.json";
    private static final Pipeline BASE = Versions.base();

    @TempDir
    private Path folder;

    private Path file;

    private record Answer(int code, String text) {}

    @BeforeEach
    void repository() throws Exception {
        file = folder.resolve(NAME);
        try {
            git("--version");
        } catch (IOException absent) {
            abort("git is not installed, so merging was not tested: " + absent.getMessage());
        }
        git("init", "-q", "-b", "main");
        git("config", "user.name", "Test");
        git("config", "user.email", "test@example.org");
        commit(BASE);
    }

    @Test
    void editsOfNodesFarApartNeedNoDriver() throws Exception {
        UnaryOperator<Pipeline> ours = before -> setting(before, "feed", "path", "b.csv");
        UnaryOperator<Pipeline> theirs = before -> moved(before, "out", 48, 240);
        assertMerges(ours, theirs);
    }

    @Test
    void withTheDriverSettingsMovesNodesAndWiresOfBothBranchesMeet() throws Exception {
        useDriver();
        assertMerges(
                before -> added(
                        moved(setting(before, "big", "condition", "price > 9"), "feed", 48, 0), "a", "A", "big.out"),
                before -> added(moved(setting(before, "feed", "path", "b.csv"), "big", 48, 120), "b", "B", "feed.out"));
    }

    @Test
    void withTheDriverAConflictIsTheFilesAndTheFileStaysAPipeline() throws Exception {
        useDriver();
        Pipeline ours = setting(BASE, "big", "condition", "price > 8");
        branchOff(before -> setting(before, "big", "condition", "price > 9"));
        commit(ours);

        Answer merge = git("merge", "--no-edit", "theirs");

        assertEquals(1, merge.code(), merge.text());
        assertTrue(merge.text().contains("Big /settings/condition"), merge.text());
        assertEquals(ours, read());
        assertEquals("UU " + NAME, git("status", "--porcelain", NAME).text().strip());
    }

    @Test
    void gitShowsDifferencesInWords() throws Exception {
        commit(setting(BASE, "big", "condition", "price > 9"));
        git("config", "diff.external", command("diff"));

        Answer diff = git("diff", "HEAD~1", "HEAD");

        assertEquals(0, diff.code(), diff.text());
        assertTrue(diff.text().contains("~ Big\n    Condition: price > 1 \u2192 price > 9"), diff.text());
    }

    private void assertMerges(UnaryOperator<Pipeline> ours, UnaryOperator<Pipeline> theirs) throws Exception {
        branchOff(theirs);
        commit(ours.apply(BASE));
        Answer merge = git("merge", "--no-edit", "theirs");
        assertEquals(0, merge.code(), merge.text());
        PipelineDiff fromBoth = PipelineDiff.of(theirs.apply(ours.apply(BASE)), read());
        assertEquals(List.of(), fromBoth.changes());
    }

    private void branchOff(UnaryOperator<Pipeline> edit) throws Exception {
        git("checkout", "-q", "-b", "theirs");
        commit(edit.apply(BASE));
        git("checkout", "-q", "main");
    }

    private void commit(Pipeline pipeline) throws Exception {
        PipelineJson.write(pipeline, file);
        git("add", "-A");
        Answer commit = git("commit", "-q", "-m", "Edit");
        assertEquals(0, commit.code(), commit.text());
    }

    private Pipeline read() {
        PipelineJson.Loaded loaded = PipelineJson.read(file);
        return Objects.requireNonNull(loaded.pipeline(), () -> loaded.problems().toString());
    }

    private void useDriver() throws Exception {
        Files.writeString(folder.resolve(".gitattributes"), "*.tailrace.json merge=tailrace\n");
        git("config", "merge.tailrace.driver", command("merge") + " %O %A %B");
        git("add", "-A");
        git("commit", "-q", "-m", "Attributes");
    }

    /** The program under test as git calls it, through a script since class paths are long. */
    private String command(String name) throws IOException {
        Path script = folder.resolve(".git").resolve("tailrace-" + name);
        Files.writeString(
                script,
                "#!/bin/sh\nexec '%s' -Duser.language=en -XX:TieredStopAtLevel=1 -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -cp '%s' %s %s \"$@\"\n"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                classPath(),
                                Main.class.getName(),
                                name));
        assertTrue(script.toFile().setExecutable(true));
        return script.toString();
    }

    private static String classPath() {
        List<String> absolute = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            absolute.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, absolute);
    }

    private Answer git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        // Neither the settings of the machine nor a repository around the build may decide this test.
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "git " + command + " does not end");
        return new Answer(process.exitValue(), text);
    }
}
