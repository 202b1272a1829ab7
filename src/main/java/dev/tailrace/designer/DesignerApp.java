package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.files.Folders;
import dev.tailrace.designer.files.WindowMemory;
import dev.tailrace.designer.start.Samples;
import dev.tailrace.language.Language;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.runtime.Runtime;
import dev.tailrace.runtime.Translator;
import dev.tailrace.runtime.secrets.SecretStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The designer as a program. The toolkit is started directly instead of through a subclass of
 * {@link javafx.application.Application}, which JavaFX would construct itself, so that what it needs would have to reach
 * it through static fields.
 */
public final class DesignerApp {
    private static final int BACKGROUND_THREADS = 2;
    private static final long LAST_WRITES_SECONDS = 5;

    private DesignerApp() {}

    /**
     * Opens the window and returns once it is closed. The caller has made sure that there is a display. To be called once
     * in the life of a program: JavaFX cannot be started again.
     *
     * @param secrets the ones that the runtime asks
     * @param flinkSql says pipelines in Flink SQL
     * @param file to open, or null for the start screen
     */
    public static void launch(
            Runtime runtime, SecretStore secrets, Translator flinkSql, Catalogue catalogue, @Nullable Path file)
            throws InterruptedException {
        ExecutorService background = Executors.newFixedThreadPool(BACKGROUND_THREADS, daemons("background"));
        ExecutorService keeper = Executors.newSingleThreadExecutor(daemons("recovery"));
        background.execute(Language::warmUp);
        Texts texts = new Texts(Locale.getDefault());
        Folders folders = Folders.ofMachine();
        // The toolkit's own words, such as those of a text field's menu, are in the language of the default locale.
        Locale.setDefault(WindowMemory.read(folders).language().locale(texts.locale()));
        Surroundings given = new Surroundings(
                runtime,
                catalogue,
                texts,
                folders,
                Samples.folder(),
                Clock.systemDefaultZone(),
                background,
                keeper,
                secrets,
                flinkSql);
        CountDownLatch closed = new CountDownLatch(1);
        Platform.startup(() -> {
            Stage stage = new Stage();
            stage.setOnHidden(event -> closed.countDown());
            DesignerWindow window = new DesignerWindow(stage, given, new SystemFileDialogs(stage, given.texts()));
            Thread.setDefaultUncaughtExceptionHandler(window::failed);
            window.show(file);
        });
        closed.await();
        Platform.exit();
        background.shutdownNow();
        keeper.shutdown();
        keeper.awaitTermination(LAST_WRITES_SECONDS, TimeUnit.SECONDS);
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, "designer-" + name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
