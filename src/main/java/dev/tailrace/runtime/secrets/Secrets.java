package dev.tailrace.runtime.secrets;

import dev.tailrace.data.Problem;
import java.util.Set;

/** Where runs get the values of {@code ${secret:name}} from. Safe on any thread; may read a file, so not for the window's. */
public interface Secrets {
    /** For runs of pipelines that name none. */
    Secrets NONE = new Secrets() {
        @Override
        public Set<String> names() {
            return Set.of();
        }

        @Override
        public Answer value(String name) {
            return new Refused(Problem.error("runtime.secret-missing", name));
        }
    };

    /** The names of the secrets that are there, readable without a passphrase. */
    Set<String> names();

    /** The value, or why there is none to be had. */
    Answer value(String name);

    /** What became of asking for a secret. */
    sealed interface Answer {}

    /** The value; its text form does not tell it. */
    record Value(String text) implements Answer {
        @Override
        public String toString() {
            return "Value[***]";
        }
    }

    /** There is none, or the passphrase has not been given. */
    record Refused(Problem problem) implements Answer {}
}
