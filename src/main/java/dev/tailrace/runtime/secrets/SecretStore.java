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
 * The secrets of a person on this machine. They are kept in the keyring of the operating system where one answers (the
 * Secret Service on Linux, the keychain on macOS), otherwise, as on Windows, in an encrypted file that is opened once in
 * the life of the program; what the file holds already stays there until it is set anew. Variables of the process's
 * environment, {@code TAILRACE_SECRET_} and the name in capitals, come first.
 *
 * <p>The passphrase of the file is asked for, or comes from {@code TAILRACE_SECRETS_PASSPHRASE} or the file that
 * {@code TAILRACE_SECRETS_KEY_FILE} names; whoever gives one so wants the file, as does {@code TAILRACE_SECRETS_STORE=file}.
 * Safe on any thread; reads and writes files, takes a good part of a second to open, and as long as a person needs to
 * unlock a keyring.
 */
public final class SecretStore implements Secrets {
    private static final String VARIABLE = "TAILRACE_SECRET_";
    private static final String PASSPHRASE = "TAILRACE_SECRETS_PASSPHRASE";
    private static final String KEY_FILE = "TAILRACE_SECRETS_KEY_FILE";
    private static final String STORE = "TAILRACE_SECRETS_STORE";

    private final SecretFile file;
    private final Path path;
    private final Map<String, String> environment;
    private final @Nullable Keyring keyring;
    private @Nullable SecretKey key;

    /**
     * @param path of the encrypted file, which need not be there
     * @param environment the variables of the process
     */
    public SecretStore(Path path, Map<String, String> environment) {
        this(path, environment, System.getProperty("os.name", ""));
    }

    /** @param system as {@code os.name} says it */
    SecretStore(Path path, Map<String, String> environment, String system) {
        this.path = path;
        this.file = new SecretFile(path);
        this.environment = Map.copyOf(environment);
        boolean wantsFile = "file".equals(environment.get(STORE))
                || !environment.getOrDefault(PASSPHRASE, "").isEmpty()
                || !environment.getOrDefault(KEY_FILE, "").isEmpty();
        this.keyring = wantsFile
                ? null
                : Keyring.find(
                        system, environment.getOrDefault("PATH", ""), path.resolveSibling("keyring-secrets.json"));
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
        Set<String> names = new TreeSet<>(inKeyring());
        try {
            names.addAll(file.names());
        } catch (IOException unreadable) {
            // Whoever asks for a value is told why there is none.
        }
        return names;
    }

    private Set<String> inKeyring() {
        try {
            return keyring == null ? Set.of() : keyring.names();
        } catch (IOException unreadable) {
            // They are not known any more, and can be set anew.
            return Set.of();
        }
    }

    /**
     * Whether secrets that are set now go to the keyring of the system, for which no passphrase of ours is needed; otherwise
     * they go to the encrypted file.
     */
    public synchronized boolean usesKeyring() {
        return keyring != null && keyring.isThere();
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
        Set<String> kept = inKeyring();
        if (wanted.stream().allMatch(name -> environment.containsKey(variable(name)) || kept.contains(name))) {
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

    /** Whether values can be set without asking for the passphrase, and those of the file be had. */
    public synchronized boolean isOpen() {
        if (usesKeyring()) {
            return true;
        }
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
     * @throws IllegalStateException if it goes to the file and that has not been opened
     */
    public synchronized void set(String name, String value) throws IOException {
        Keyring kept = keyring;
        if (kept != null && usesKeyring()) {
            kept.put(name, value);
            try {
                file.remove(name);
            } catch (IOException unreadable) {
                // The keyring comes first, so that what a broken file may hold is not used.
            }
            return;
        }
        SecretKey open = opened(true);
        if (open == null) {
            throw new IllegalStateException("the secrets have not been opened");
        }
        file.put(name, value, open);
    }

    /** Takes a secret out of the keyring and the file; false if there was none. */
    public synchronized boolean remove(String name) throws IOException {
        boolean wasKept = keyring != null && keyring.remove(name);
        return file.remove(name) || wasKept;
    }

    @Override
    public synchronized Answer value(String name) {
        String given = environment.get(variable(name));
        if (given != null) {
            return new Value(given);
        }
        Keyring kept = keyring;
        if (kept != null && inKeyring().contains(name)) {
            return ofKeyring(kept, name);
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

    private static Answer ofKeyring(Keyring keyring, String name) {
        try {
            String value = keyring.get(name);
            return value == null ? new Refused(Problem.error("runtime.secret-missing", name)) : new Value(value);
        } catch (IOException unanswered) {
            return new Refused(
                    Problem.error("runtime.keyring-unreadable", name, String.valueOf(unanswered.getMessage())));
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
