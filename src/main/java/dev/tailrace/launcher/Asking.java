package dev.tailrace.launcher;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks the person at the terminal for what must not be shown. */
interface Asking {
    /** What is typed, without echo; nothing if nobody is there or the input ends. */
    Optional<char[]> hidden(String question);

    /** All that comes on the standard input, without the line end behind it; for pipes, where nobody is asked. */
    String input() throws IOException;

    /** That of the process. */
    static Asking ofProcess() {
        return new Asking() {
            @Override
            public Optional<char[]> hidden(String question) {
                Console console = System.console();
                // The question goes to the terminal, not to the output, which may be a file.
                return console == null ? Optional.empty() : Optional.ofNullable(console.readPassword("%s ", question));
            }

            @Override
            public String input() throws IOException {
                InputStreamReader in = new InputStreamReader(System.in, StandardCharsets.UTF_8);
                StringBuilder text = new StringBuilder();
                BufferedReader lines = new BufferedReader(in);
                for (String line; (line = lines.readLine()) != null; ) {
                    text.append(text.isEmpty() ? "" : "\n").append(line);
                }
                return text.toString();
            }
        };
    }
}
