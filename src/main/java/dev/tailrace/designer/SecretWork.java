package dev.tailrace.designer;

import dev.tailrace.operator.graph.SecretCheck;
import dev.tailrace.runtime.secrets.SecretStore;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/** What the window does with the secrets of this machine. Called on the JavaFX thread; the work is done on another. */
final class SecretWork {
    private final SecretStore store;
    private final Executor background;

    SecretWork(SecretStore store, Executor background) {
        this.store = store;
        this.background = background;
    }

    /**
     * How the secrets stand.
     *
     * @param kept names of those that are set
     * @param missing names that a pipeline has and nobody has set
     * @param exists whether a passphrase has been chosen
     * @param open whether it has been given, or none is needed
     * @param keyring whether values go to the keyring of the system, which needs no passphrase of ours
     */
    record State(Set<String> kept, Set<String> missing, boolean exists, boolean open, boolean keyring) {}

    /** What became of setting, removing or opening. */
    enum Result {
        DONE,
        WRONG_PASSPHRASE,
        FAILED
    }

    /** @param needed names that a pipeline has */
    void look(Set<String> needed, Consumer<State> then) {
        background.execute(() -> {
            Set<String> missing = new TreeSet<>(needed);
            missing.removeAll(store.known(needed));
            State state = new State(store.names(), missing, exists(), store.isOpen(), store.usesKeyring());
            Platform.runLater(() -> then.accept(state));
        });
    }

    /** @param passphrase to open the secrets first, or null if they are open; wiped */
    void set(String name, String value, char @Nullable [] passphrase, Consumer<Result> then) {
        background(then, () -> {
            if (passphrase != null && !opened(passphrase)) {
                return Result.WRONG_PASSPHRASE;
            }
            store.set(name, value);
            return Result.DONE;
        });
    }

    void remove(String name, Consumer<Result> then) {
        background(then, () -> {
            store.remove(name);
            return Result.DONE;
        });
    }

    /** @param passphrase wiped */
    void open(char[] passphrase, Consumer<Result> then) {
        background(then, () -> opened(passphrase) ? Result.DONE : Result.WRONG_PASSPHRASE);
    }

    /** Whether a run of the pipeline as it is checked needs the passphrase. */
    void needsPassphrase(PipelineEditor editor, Consumer<Boolean> then) {
        Set<String> names = SecretCheck.names(editor.checked());
        if (names.isEmpty()) {
            then.accept(false);
            return;
        }
        background.execute(() -> {
            boolean locked = store.isLocked(names) && store.known(names).containsAll(names);
            Platform.runLater(() -> then.accept(locked));
        });
    }

    private boolean opened(char[] passphrase) throws IOException {
        boolean opened = store.open(passphrase);
        Arrays.fill(passphrase, ' ');
        return opened;
    }

    private boolean exists() {
        try {
            return store.exists();
        } catch (IOException broken) {
            // Said when it is opened.
            return true;
        }
    }

    private interface Work {
        Result now() throws IOException;
    }

    private void background(Consumer<Result> then, Work work) {
        background.execute(() -> {
            Result result;
            try {
                result = work.now();
            } catch (IOException failed) {
                result = Result.FAILED;
            }
            Result said = result;
            Platform.runLater(() -> then.accept(said));
        });
    }
}
