package dev.tailrace.runtime.secrets;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the program of an operating system that keeps secrets is asked. A value goes to its standard input and comes from its
 * standard output; it is never an argument, which other people's process lists would show. Immutable.
 */
sealed interface KeyringTool {
    /** What every entry of ours is found by. */
    String SERVICE = "tailrace";

    /**
     * What is run, and what it reads.
     *
     * @param input to the standard input; empty for nothing
     */
    record Call(List<String> command, byte[] input) {
        Call(List<String> command) {
            this(command, new byte[0]);
        }
    }

    /** Asks for an entry that there need not be, so as to see whether anybody answers. */
    default Call probe() {
        return lookup("tailrace-probe");
    }

    Call lookup(String name);

    Call store(String name, String value);

    Call clear(String name);

    /**
     * Asks whether there is an entry, by writing something about it, also while it is locked; null if a lookup tells a
     * locked entry from none by itself.
     */
    default @Nullable Call search(String name) {
        return null;
    }

    /** The value in what a lookup has written; null if it is none of ours. */
    @Nullable
    String value(byte[] output);

    /** The tool that is known for a system, if its program is there; null on others, such as Windows. */
    static @Nullable KeyringTool of(String system, Path program) {
        String file = String.valueOf(program.getFileName());
        if (system.startsWith("Linux") && file.equals(SecretTool.PROGRAM)) {
            return new SecretTool(program);
        }
        return system.startsWith("Mac") && file.equals(Security.PROGRAM) ? new Security(program) : null;
    }

    /** {@code secret-tool} of libsecret, for GNOME Keyring, KWallet and others that offer the Secret Service. */
    record SecretTool(Path program) implements KeyringTool {
        static final String PROGRAM = "secret-tool";

        @Override
        public Call lookup(String name) {
            return new Call(List.of(program.toString(), "lookup", "service", SERVICE, "secret", name));
        }

        @Override
        public Call store(String name, String value) {
            return new Call(
                    List.of(
                            program.toString(),
                            "store",
                            "--label=Tailrace: " + name,
                            "service",
                            SERVICE,
                            "secret",
                            name),
                    value.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Call clear(String name) {
            return new Call(List.of(program.toString(), "clear", "service", SERVICE, "secret", name));
        }

        /** A lookup in a keyring that stays locked ends as one that finds nothing: with 1, and without a word. */
        @Override
        public Call search(String name) {
            return new Call(List.of(program.toString(), "search", "service", SERVICE, "secret", name));
        }

        @Override
        public String value(byte[] output) {
            return new String(output, StandardCharsets.UTF_8);
        }
    }

    /**
     * {@code security} of macOS, which reads the command with the value from its standard input. Values are kept as Base64:
     * it would write others than plain text as digits, and nothing in them has to be quoted.
     */
    record Security(Path program) implements KeyringTool {
        static final String PROGRAM = "security";

        @Override
        public Call lookup(String name) {
            return new Call(List.of(program.toString(), "find-generic-password", "-s", SERVICE, "-a", name, "-w"));
        }

        @Override
        public Call store(String name, String value) {
            String encoded = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
            String command = "add-generic-password -U -s " + SERVICE + " -a " + name + " -w " + encoded + "\n";
            return new Call(List.of(program.toString(), "-i"), command.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Call clear(String name) {
            return new Call(List.of(program.toString(), "delete-generic-password", "-s", SERVICE, "-a", name));
        }

        @Override
        public @Nullable String value(byte[] output) {
            try {
                String text = new String(output, StandardCharsets.UTF_8).strip();
                return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException other) {
                return null;
            }
        }
    }
}
