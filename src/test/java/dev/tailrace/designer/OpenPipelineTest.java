package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.commands.RenameNode;
import dev.tailrace.designer.files.FileHistory;
import dev.tailrace.designer.files.FileStamp;
import dev.tailrace.designer.files.Folders;
import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.designer.files.Recovery;
import dev.tailrace.model.Pipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.Start;

/** Saving as it is asked for in quick succession; files are written when a test says so. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class OpenPipelineTest {
    @TempDir
    private Path folder;

    private final Queue<Runnable> keeper = new ConcurrentLinkedQueue<>();
    private final List<String> told = new ArrayList<>();
    private Path file;
    private OpenPipeline open;

    @Start
    void start(Stage unused) throws IOException {
        file = folder.resolve("quakes" + PipelineFiles.SUFFIX);
        PipelineFiles.write(file, Drawings.earthquakes());
        Folders folders = new Folders(folder.resolve("config"), folder.resolve("state"));
        Surroundings given = new Surroundings(
                new NoRuntime(),
                Drawings.catalogue(),
                new Texts(Locale.ENGLISH),
                folders,
                null,
                Clock.systemUTC(),
                Runnable::run,
                keeper::add);
        PipelineEditor editor = Drawings.editor(Drawings.earthquakes());
        open = new OpenPipeline(
                new Workbench(editor, given.runtime(), given.texts(), Runnable::run),
                file,
                new Recovery(folders),
                new FileHistory(folders, given.clock()),
                given,
                failed -> told.add(failed.toString()));
        open.setStamp(FileStamp.of(file));
    }

    @Test
    void savedAgainBeforeItHasBeenWrittenTheFileIsNobodyElses(QuickRobot robot) {
        robot.interact(() -> {
            rename("One");
            open.save(file, new Told("first"));
            rename("Two");
            open.save(file, new Told("second"));
        });

        write(2);

        assertEquals(List.of("first saved", "second saved"), told);
        assertEquals("Two", inFile().node("feed").orElseThrow().name());
        assertFalse(open.dirtyProperty().get());
    }

    @Test
    void whatSomebodyElseHasWrittenIsAskedAboutOnce(QuickRobot robot) throws IOException {
        robot.interact(() -> {
            rename("Mine");
            open.save(file, new Told("first"));
            open.save(file, new Told("second"));
        });
        PipelineFiles.write(file, Pipeline.empty("theirs"));

        write(1);

        assertEquals(List.of("first changed elsewhere"), told);
        assertEquals("theirs", inFile().name());
    }

    /** Whoever looks at the file meanwhile must not take it for somebody else's. */
    @Test
    void itIsBeingSavedUntilThatIsTold(QuickRobot robot) {
        robot.interact(() -> {
            rename("One");
            open.save(file, new Told("first"));
        });
        assertTrue(open.isSaving());

        write(1);

        assertFalse(open.isSaving());
    }

    private void rename(String name) {
        open.editor().apply(new RenameNode("feed", name));
    }

    /** Does what is to be written until so many savings have been told. */
    private void write(int savings) {
        until(() -> {
            for (Runnable work; (work = keeper.poll()) != null; ) {
                work.run();
            }
            return told.size() == savings;
        });
        Screen.settle();
    }

    private Pipeline inFile() {
        return ((PipelineFiles.Read) PipelineFiles.read(file)).pipeline();
    }

    private final class Told implements OpenPipeline.Saving {
        private final String name;

        Told(String name) {
            this.name = name;
        }

        @Override
        public void saved() {
            told.add(name + " saved");
        }

        @Override
        public void changedElsewhere(Pipeline theirs, FileStamp stamp) {
            told.add(name + " changed elsewhere");
        }

        @Override
        public void failed(IOException reason) {
            told.add(name + " failed: " + reason);
        }
    }
}
