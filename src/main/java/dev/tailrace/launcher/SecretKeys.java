package dev.tailrace.launcher;

import dev.tailrace.data.Problem;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.SecretCheck;
import dev.tailrace.runtime.secrets.SecretStore;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Opens the secrets of this machine for the commands that need them. */
final class SecretKeys {
    private static final int TRIES = 3;

    private final SecretStore store;
    private final Asking asking;

    SecretKeys(SecretStore store, Asking asking) {
        this.store = store;
        this.asking = asking;
    }

    SecretStore store() {
        return store;
    }

    Asking asking() {
        return asking;
    }

    /** What keeps the pipeline from being run here: secrets that are not set. */
    List<Problem> missing(CheckedPipeline checked, Problem.Severity severity) {
        return SecretCheck.missing(checked, store.known(SecretCheck.names(checked)), severity);
    }

    /** Asks for the passphrase if the pipeline needs it and nobody has given it; without one, the run says what is locked. */
    void openFor(CheckedPipeline checked, Terminal terminal) {
        Set<String> names = SecretCheck.names(checked);
        if (names.isEmpty() || !store.isLocked(names)) {
            return;
        }
        try {
            open(terminal);
        } catch (IOException unreadable) {
            terminal.say("secrets.unreadable", terminal.why(unreadable));
        }
    }

    /** Opens the secrets, or begins them with a passphrase that is typed twice; false if that did not come about. */
    boolean open(Terminal terminal) throws IOException {
        if (store.open()) {
            return true;
        }
        boolean known = store.exists();
        for (int i = 0; i < TRIES; i++) {
            Optional<char[]> typed = ask(known ? "secrets.passphrase" : "secrets.passphrase-new", terminal);
            if (typed.isEmpty()) {
                terminal.say("secrets.no-passphrase");
                return false;
            }
            char[] passphrase = typed.get();
            boolean opened = (known || isRepeated(passphrase, terminal)) && store.open(passphrase);
            Arrays.fill(passphrase, ' ');
            if (opened) {
                return true;
            }
            terminal.say(known ? "secrets.wrong" : "secrets.differs");
        }
        return false;
    }

    private boolean isRepeated(char[] passphrase, Terminal terminal) {
        Optional<char[]> again = ask("secrets.passphrase-again", terminal);
        return again.isPresent() && Arrays.equals(again.get(), passphrase);
    }

    private Optional<char[]> ask(String question, Terminal terminal) {
        return asking.hidden(terminal.texts().get("launcher." + question)).filter(typed -> typed.length > 0);
    }
}
