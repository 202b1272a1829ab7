package dev.tailrace.designer;

import static dev.tailrace.designer.TestWindow.until;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.files.FileDialogs;
import dev.tailrace.designer.files.Folders;
import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.designer.files.Recovery;
import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.Start;

/** Edits that a program has left behind, while they are brought back. */
@SuppressWarnings("NullAway.Init") // set before each test
@ExtendWith(OnScreen.class)
class RecoveryOfferTest {
    @TempDir
    private Path machine;

    private final ExecutorService background = Executors.newFixedThreadPool(2);
    private final ExecutorService keeper = Executors.newSingleThreadExecutor();

    /** How many drawings are kept, after each piece of work of the thread that keeps them. */
    private final List<Integer> kept = new CopyOnWriteArrayList<>();

    private DesignerWindow window;
    private Stage stage;

    @Start
    void start(Stage unused) throws Exception {
        Folders folders = TestWindow.folders(machine);
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        new Recovery(folders, dead.pid())
                .keep(new Recovery.Kept(
                        "lost",
                        null,
                        "quakes",
                        Instant.parse("2026-01-02T14:06:31Z"),
                        PipelineFiles.text(Drawings.earthquakes())));
        File recovery = folders.state().resolve("recovery").toFile();
        stage = new Stage();
        Surroundings given = new Surroundings(
                new NoRuntime(),
                Drawings.catalogue(),
                new Texts(Locale.ENGLISH),
                folders,
                null,
                Clock.systemUTC(),
                background,
                work -> keeper.execute(() -> {
                    work.run();
                    kept.add(Objects.requireNonNullElse(recovery.list(), new String[0]).length);
                }));
        window = new DesignerWindow(stage, given, new FileDialogs() {
            @Override
            public Optional<Path> open() {
                return Optional.empty();
            }

            @Override
            public Optional<Path> save(String suggested) {
                return Optional.empty();
            }
        });
        window.show(null);
    }

    @AfterEach
    void close(QuickRobot robot) {
        robot.interact(stage::hide);
        background.shutdownNow();
        keeper.shutdown();
    }

    @Test
    void whatIsBroughtBackIsKeptBeforeWhatWasLeftIsDiscarded(QuickRobot robot) throws Exception {
        until(() -> shows("#answer-restore"));
        robot.clickOn("#answer-restore");
        until(() -> stage.getTitle().startsWith("•"));

        until(() -> {
            List<Recovery.Kept> left = new Recovery(TestWindow.folders(machine), 0).found();
            return left.stream().noneMatch(each -> each.id().equals("lost")) && kept.size() > 1;
        });
        assertTrue(kept.contains(2), kept::toString);
        assertFalse(kept.contains(0), kept::toString);
    }

    private boolean shows(String selector) {
        return stage.getScene().lookup(selector) != null;
    }
}
