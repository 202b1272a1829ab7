package dev.tailrace.launcher;

import dev.tailrace.launcher.CommandLine.UsageException;
import java.util.List;

/** One command of the program. */
interface Subcommand {
    /** The word that calls it. */
    String name();

    /**
     * @param arguments those after the command's name
     * @return the exit code
     */
    int run(List<String> arguments, Terminal terminal) throws UsageException, InterruptedException;
}
