package dev.tailrace.designer;

import dev.tailrace.designer.files.EnvironmentMemory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Brings back the environment that a person last chose for a file, and remembers the choice. On the JavaFX thread. */
final class EnvironmentKeeping {
    private final OpenPipeline open;
    private final EnvironmentMemory memory;
    private final Remembering remembering;

    EnvironmentKeeping(OpenPipeline open, EnvironmentMemory memory, Remembering remembering) {
        this.open = open;
        this.memory = memory;
        this.remembering = remembering;
        Path path = open.pathProperty().get();
        if (path != null) {
            remembering.<@Nullable String>read(() -> memory.read(path), last -> {
                if (last != null) {
                    open.editor().useEnvironment(last);
                }
            });
        }
        open.pathProperty().addListener((property, before, now) -> keep());
    }

    /** Checks and runs with this environment from now on; null for the defaults. */
    void choose(@Nullable String environment) {
        open.editor().useEnvironment(environment);
        keep();
    }

    private void keep() {
        Path path = open.pathProperty().get();
        String chosen = open.editor().environment();
        if (path != null) {
            remembering.write(() -> memory.write(path, chosen));
        }
    }
}
