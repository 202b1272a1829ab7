package dev.tailrace.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one command: words, and options that begin with two dashes.
 *
 * @param words in their order
 * @param options each with its values; a flag has the value ""
 */
record CommandLine(List<String> words, Map<String, List<String>> options) {

    /** The arguments do not fit the command; the message is a key of the launcher's bundle. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Object[] arguments;

        UsageException(String key, Object... arguments) {
            super(key);
            this.arguments = arguments;
        }

        Object[] arguments() {
            return arguments;
        }
    }

    /**
     * @param valued options that take a value, as {@code --name value} or {@code --name=value}
     * @param flags options that take none
     */
    static CommandLine parse(List<String> arguments, Set<String> valued, Set<String> flags) throws UsageException {
        List<String> words = new ArrayList<>();
        Map<String, List<String>> options = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                words.add(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            String name = argument.substring(2, equals < 0 ? argument.length() : equals);
            String value = "";
            if (valued.contains(name)) {
                if (equals >= 0) {
                    value = argument.substring(equals + 1);
                } else if (++i < arguments.size()) {
                    value = arguments.get(i);
                } else {
                    throw new UsageException("usage.option-without-value", name);
                }
            } else if (!flags.contains(name) || equals >= 0) {
                throw new UsageException("usage.unknown-option", name);
            }
            options.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        return new CommandLine(words, options);
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    /** The last value of an option, or null. */
    @Nullable
    String value(String option) {
        List<String> values = options.get(option);
        return values == null ? null : values.get(values.size() - 1);
    }

    List<String> values(String option) {
        return options.getOrDefault(option, List.of());
    }

    /** The only word. */
    String onlyWord(String what) throws UsageException {
        if (words.size() != 1) {
            throw new UsageException(words.isEmpty() ? "usage.missing" : "usage.too-many", what);
        }
        return words.get(0);
    }
}
