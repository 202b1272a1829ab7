package dev.tailrace.launcher;

import dev.tailrace.data.Texts;
import dev.tailrace.model.FileFailure;
import java.io.IOException;
import java.io.PrintStream;

/**
 * Where the program speaks.
 *
 * @param out results
 * @param err everything else
 * @param live whether {@code out} is a terminal that can be redrawn in place
 * @param width columns of the terminal
 * @param colour whether colours may be used
 */
record Terminal(PrintStream out, PrintStream err, boolean live, int width, boolean colour, Texts texts) {
    private static final int DEFAULT_WIDTH = 120;

    /** The process's own, as the start script found it. */
    static Terminal ofProcess(Texts texts) {
        boolean live = Boolean.getBoolean("tailrace.terminal");
        int width = Integer.getInteger("tailrace.columns", DEFAULT_WIDTH);
        boolean colour = live && System.getenv("NO_COLOR") == null;
        return new Terminal(System.out, System.err, live, width, colour, texts);
    }

    /** Why a file could not be read or written, as a part of a sentence that names it. */
    String why(IOException failure) {
        return texts.message(FileFailure.reason(failure));
    }

    /** Says a text of the launcher's bundle on the error stream. */
    void say(String key, Object... arguments) {
        err.println(texts.get("launcher." + key, arguments));
    }
}
