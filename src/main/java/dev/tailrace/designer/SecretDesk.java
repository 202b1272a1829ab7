package dev.tailrace.designer;

import dev.tailrace.data.Problem;
import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.actions.Actions;
import dev.tailrace.operator.graph.SecretCheck;
import dev.tailrace.runtime.secrets.SecretStore;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the window asks for secrets and tells which ones its pipelines miss. Used on the JavaFX thread. */
final class SecretDesk {
    private final Shell shell;
    private final SecretStore store;
    private final SecretWork work;

    SecretDesk(Shell shell, Surroundings given) {
        this.shell = shell;
        this.store = given.secrets();
        this.work = new SecretWork(store, given.background());
    }

    /** Has the checks of a pipeline look for its secrets too, and its panes ask here. */
    void attach(OpenPipeline open, Actions actions) {
        open.editor()
                .setBesides(checked ->
                        SecretCheck.missing(checked, store.known(SecretCheck.names(checked)), Problem.Severity.ERROR));
        open.workbench().setOnAskSecret(name -> ask(open, name));
        actions.add(Action.of("secrets", open.workbench().texts(), () -> ask(open, null))
                .on("Shortcut+Shift+Y")
                .withIcon("mdi2k-key-variant"));
    }

    /** Goes on when the secrets of the pipeline can be read, after asking for the passphrase if need be. */
    void unlocked(OpenPipeline open, Runnable then) {
        work.needsPassphrase(open.editor(), needed -> {
            if (needed) {
                new PassphraseCard(shell.overlay(), work, open.workbench().texts(), () -> {
                            changed();
                            then.run();
                        })
                        .show();
            } else {
                then.run();
            }
        });
    }

    private void ask(OpenPipeline open, @Nullable String name) {
        Set<String> needed = SecretCheck.names(open.editor().checked());
        new SecretsCard(shell.overlay(), work, open.workbench().texts(), needed, this::changed).show(name);
    }

    private void changed() {
        shell.tabs().all().forEach(tab -> tab.open().editor().checkAgain());
    }
}
