package dev.tailrace.launcher;

import dev.tailrace.launcher.CommandLine.UsageException;
import dev.tailrace.operator.SecretReferences;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code tailrace secrets list|set NAME|remove NAME}: the secrets of this machine. A value is typed without echo, or read
 * from the standard input; it is never an argument, which other people's process lists would show.
 */
final class SecretsCommand implements Subcommand {
    private final SecretKeys secrets;

    SecretsCommand(SecretKeys secrets) {
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return "secrets";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws UsageException {
        List<String> words = CommandLine.parse(arguments, Set.of(), Set.of()).words();
        String what = words.isEmpty() ? "list" : words.get(0);
        try {
            return switch (what) {
                case "list" -> list(words, terminal);
                case "set" -> set(name(words), terminal);
                case "remove" -> remove(name(words), terminal);
                default -> throw new UsageException("usage.secrets", what);
            };
        } catch (IOException failed) {
            terminal.say("secrets.unreadable", terminal.why(failed));
            return Exit.FAILED;
        }
    }

    private int list(List<String> words, Terminal terminal) throws UsageException {
        if (words.size() > 1) {
            throw new UsageException("usage.too-many", "NAME");
        }
        secrets.store().names().forEach(terminal.out()::println);
        return Exit.DONE;
    }

    private int set(String name, Terminal terminal) throws IOException {
        if (!secrets.store().usesKeyring() && !secrets.open(terminal)) {
            return Exit.FAILED;
        }
        Optional<char[]> typed = secrets.asking().hidden(terminal.texts().get("launcher.secrets.value", name));
        String value =
                typed.isPresent() ? new String(typed.get()) : secrets.asking().input();
        if (value.isEmpty()) {
            terminal.say("secrets.no-value", name);
            return Exit.BAD_INPUT;
        }
        secrets.store().set(name, value);
        terminal.say("secrets.set", name);
        return Exit.DONE;
    }

    private int remove(String name, Terminal terminal) throws IOException {
        if (!secrets.store().remove(name)) {
            terminal.say("secrets.none", name);
            return Exit.BAD_INPUT;
        }
        terminal.say("secrets.removed", name);
        return Exit.DONE;
    }

    private static String name(List<String> words) throws UsageException {
        if (words.size() != 2) {
            throw new UsageException(words.size() < 2 ? "usage.missing" : "usage.too-many", "NAME");
        }
        if (!SecretReferences.isName(words.get(1))) {
            throw new UsageException("usage.secret-name", words.get(1));
        }
        return words.get(1);
    }
}
