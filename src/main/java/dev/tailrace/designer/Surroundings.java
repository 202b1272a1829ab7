package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.files.Folders;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.runtime.Runtime;
import dev.tailrace.runtime.Translator;
import dev.tailrace.runtime.secrets.SecretStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a window is given.
 *
 * @param texts in the language of the machine; a window lets them speak the one chosen for it
 * @param samples folder of the sample pipelines, or null if there is none
 * @param background for I/O, checks and previews; never the JavaFX thread
 * @param keeper writes what is kept for recovery, one after the other
 * @param secrets those that the runtime asks
 * @param flinkSql says pipelines in Flink SQL, or null if that cannot be done here
 */
public record Surroundings(
        Runtime runtime,
        Catalogue catalogue,
        Texts texts,
        Folders folders,
        @Nullable Path samples,
        Clock clock,
        Executor background,
        Executor keeper,
        SecretStore secrets,
        @Nullable Translator flinkSql) {

    /** With the secrets that are kept among the machine's settings, and without Flink SQL. */
    public Surroundings(
            Runtime runtime,
            Catalogue catalogue,
            Texts texts,
            Folders folders,
            @Nullable Path samples,
            Clock clock,
            Executor background,
            Executor keeper) {
        this(
                runtime,
                catalogue,
                texts,
                folders,
                samples,
                clock,
                background,
                keeper,
                SecretStore.in(folders.config(), Map.of()),
                null);
    }
}
