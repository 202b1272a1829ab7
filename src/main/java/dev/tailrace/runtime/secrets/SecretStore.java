package dev.tailrace.runtime.secrets;

import dev.tailrace.data.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of a person on this machine: an encrypted file, opened once in the life of the program, and variables of the
 * process's environment, {@code TAILRACE_SECRET_} and the name in capitals, which come first. The passphrase is asked for,
 * or comes from {@code TAILRACE_SECRETS_PASSPHRASE} or the file that {@code TAILRACE_SECRETS_KEY_FILE} names. Safe on any
 * thread; reads and writes files, and takes a good part of a second to open.
 */
public final class SecretStore implements Secrets {
    private static final String VARIABLE = "TAILRACE_SECRET_";
    private static final String PASSPHRASE = "TAILRACE_SECRETS_PASSPHRASE";
    private static final String KEY_FILE = "TAILRACE_SECRETS_KEY_FILE";

    private final SecretFile file;
    private final Path path;
    private final Map<String, String> environment;
    private @Nullable SecretKey key;

    /**
     * @param path of the encrypted file, which need not be there
     * @param environment the variables of the process
     */
    public SecretStore(Path path, Map<String, String> environment) {
        this.path = path;
        this.file = new SecretFile(path);
        this.environment = Map.copyOf(environment);
    }

    /** The secrets of a machine whose settings are in this folder. */
    public static SecretStore in(Path configFolder, Map<String, String> environment) {
        return new SecretStore(configFolder.resolve("secrets.json"), environment);
    }

    /** The variable that gives a secret to a process. */
    public static String variable(String name) {
        return VARIABLE + name.toUpperCase(Locale.ROOT);
    }

    /** {@inheritDoc} Of variables only those that are asked for are known, see {@link #has}. */
    @Override
    public synchronized Set<String> names() {
        try {
            return file.names();
        } catch (IOException unreadable) {
            // Whoever asks for a value is told why there is none.
            return Set.of();
        }
    }

    /** Of these names those that are there, in the file or as a variable. */
    public Set<String> known(Set<String> wanted) {
        Set<String> known = new TreeSet<>(wanted);
        if (known.isEmpty()) {
            return known;
        }
        Set<String> kept = names();
        known.removeIf(name -> !kept.contains(name) && !environment.containsKey(variable(name)));
        return known;
    }

    /** Whether these can be had only with a passphrase that has not been given. */
    public synchronized boolean isLocked(Set<String> wanted) {
        if (wanted.stream().allMatch(name -> environment.containsKey(variable(name)))) {
            return false;
        }
        try {
            return opened(false) == null;
        } catch (IOException unreadable) {
            // Whoever asks for a value is told.
            return false;
        }
    }

    /** Whether there is a file, so that its passphrase is asked for; otherwise one is chosen. */
    public synchronized boolean exists() throws IOException {
        return file.exists();
    }

    /** Opens the file, or begins it with this passphrase; false if it is the wrong one. */
    public synchronized boolean open(char[] passphrase) throws IOException {
        SecretKey tried = file.key(passphrase);
        if (tried != null) {
            key = tried;
        }
        return tried != null;
    }

    /** Whether values can be had and set without asking for the passphrase. */
    public synchronized boolean isOpen() {
        try {
            return opened(false) != null;
        } catch (IOException unreadable) {
            // Whoever opens it is told.
            return false;
        }
    }

    /** Opens the file, or begins it, with what the environment gives; false if it gives nothing or it is wrong. */
    public synchronized boolean open() throws IOException {
        return opened(true) != null;
    }

    /**
     * Keeps a secret, over one of this name.
     *
     * @throws IllegalStateException if the file has not been opened
     */
    public synchronized void set(String name, String value) throws IOException {
        SecretKey open = opened(true);
        if (open == null) {
            throw new IllegalStateException("the secrets have not been opened");
        }
        file.put(name, value, open);
    }

    /** Takes a secret out of the file; false if there was none. */
    public synchronized boolean remove(String name) throws IOException {
        return file.remove(name);
    }

    @Override
    public synchronized Answer value(String name) {
        String given = environment.get(variable(name));
        if (given != null) {
            return new Value(given);
        }
        try {
            if (!file.names().contains(name)) {
                return new Refused(Problem.error("runtime.secret-missing", name));
            }
            SecretKey open = opened(false);
            if (open == null) {
                return new Refused(Problem.error("runtime.secrets-locked", name));
            }
            String value = file.get(name, open);
            return value == null ? new Refused(Problem.error("runtime.secret-missing", name)) : new Value(value);
        } catch (IOException unreadable) {
            return new Refused(Problem.error(
                    "runtime.secrets-unreadable", path.toString(), String.valueOf(unreadable.getMessage())));
        }
    }

    /**
     * The key: the one that was asked for, or that of what the environment gives; null if there is none or it is wrong.
     *
     * @param mayBegin whether a file is begun where there is none
     */
    private @Nullable SecretKey opened(boolean mayBegin) throws IOException {
        SecretKey known = key;
        if (known != null) {
            return known;
        }
        char[] passphrase = passphrase();
        if (passphrase == null || !mayBegin && !file.exists()) {
            return null;
        }
        try {
            key = file.key(passphrase);
            return key;
        } finally {
            Arrays.fill(passphrase, ' ');
        }
    }

    private char @Nullable [] passphrase() throws IOException {
        String given = environment.get(PASSPHRASE);
        if (given != null && !given.isEmpty()) {
            return given.toCharArray();
        }
        String named = environment.get(KEY_FILE);
        if (named == null || named.isEmpty()) {
            return null;
        }
        String text = Files.readString(Path.of(named), StandardCharsets.UTF_8).stripTrailing();
        return text.isEmpty() ? null : text.toCharArray();
    }
}
