package dev.tailrace.runtime.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Secrets in a file: names open, each value encrypted by itself with AES-256-GCM, its name authenticated with it, so that
 * values cannot be swapped. The key comes from a passphrase by PBKDF2 with HMAC-SHA-256 and the file's own salt. One more
 * value, known to everybody, tells whether a passphrase is the right one. Only the owner may read the file. Not to be used
 * by two threads at a time.
 */
final class SecretFile {
    /** As OWASP recommends for PBKDF2 with HMAC-SHA-256. */
    private static final int ITERATIONS = 600_000;

    /** A file asking for more would only keep its reader busy. */
    private static final int MOST_ITERATIONS = 10_000_000;

    private static final int KEY_BITS = 256;
    private static final int TAG_BITS = 128;
    private static final int IV_BYTES = 12;
    private static final int SALT_BYTES = 16;

    private static final String CHECK = "check";
    private static final String SECRETS = "secrets";

    /** Cannot be the name of a secret. */
    private static final String CHECK_NAME = "";

    private static final String CHECK_VALUE = "tailrace";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path path;
    private final SecureRandom random = new SecureRandom();

    SecretFile(Path path) {
        this.path = path;
    }

    /** The file is there, but is none of ours or broken. */
    static final class BrokenException extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenException(Path path, @Nullable Throwable cause) {
            super(path + " is no file of secrets", cause);
        }
    }

    Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        read().path(SECRETS).fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Whether a passphrase has been chosen. */
    boolean exists() throws IOException {
        return read().has(CHECK);
    }

    /**
     * The key of a passphrase; of a new file, which is begun with it, any passphrase will do.
     *
     * @return null if it is the wrong one
     */
    @Nullable
    SecretKey key(char[] passphrase) throws IOException {
        ObjectNode tree = read();
        if (!tree.has(CHECK)) {
            byte[] salt = new byte[SALT_BYTES];
            random.nextBytes(salt);
            tree.put("tailraceSecrets", 1)
                    .put("derivation", "PBKDF2WithHmacSHA256")
                    .put("iterations", ITERATIONS)
                    .put("salt", base64(salt));
            SecretKey key = derived(passphrase, salt, ITERATIONS);
            tree.put(CHECK, encrypted(CHECK_NAME, CHECK_VALUE, key));
            tree.putObject(SECRETS);
            write(tree);
            return key;
        }
        int iterations = tree.path("iterations").asInt();
        if (iterations < 1 || iterations > MOST_ITERATIONS) {
            throw new BrokenException(path, null);
        }
        SecretKey key = derived(passphrase, bytes(tree.path("salt")), iterations);
        return CHECK_VALUE.equals(decrypted(CHECK_NAME, tree.path(CHECK), key)) ? key : null;
    }

    /** The value; null if there is none. */
    @Nullable
    String get(String name, SecretKey key) throws IOException {
        JsonNode sealed = read().path(SECRETS).path(name);
        if (sealed.isMissingNode()) {
            return null;
        }
        String value = decrypted(name, sealed, key);
        if (value == null) {
            throw new BrokenException(path, null);
        }
        return value;
    }

    void put(String name, String value, SecretKey key) throws IOException {
        ObjectNode tree = read();
        tree.withObjectProperty(SECRETS).put(name, encrypted(name, value, key));
        write(tree);
    }

    /** Takes a secret out, for which no passphrase is needed; false if there was none. */
    boolean remove(String name) throws IOException {
        ObjectNode tree = read();
        boolean there = tree.path(SECRETS).has(name);
        if (there) {
            tree.withObjectProperty(SECRETS).remove(name);
            write(tree);
        }
        return there;
    }

    private ObjectNode read() throws IOException {
        if (!Files.exists(path)) {
            return JSON.createObjectNode();
        }
        try {
            if (JSON.readTree(path.toFile()) instanceof ObjectNode tree
                    && tree.path("tailraceSecrets").asInt() == 1
                    && tree.path(SECRETS).isObject()) {
                return tree;
            }
        } catch (JsonProcessingException broken) {
            throw new BrokenException(path, broken);
        }
        throw new BrokenException(path, null);
    }

    /** Writes beside the file and renames: a crash leaves the old file or the new one. */
    private void write(ObjectNode tree) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path aside = path.resolveSibling("." + path.getFileName() + ".new");
        Files.deleteIfExists(aside);
        FileAttribute<?>[] owners =
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(aside, options, owners)) {
            ByteBuffer text = ByteBuffer.wrap((JSON.writeValueAsString(tree) + "\n").getBytes(StandardCharsets.UTF_8));
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        try {
            Files.move(aside, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException unsupported) {
            Files.move(aside, path, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static SecretKey derived(char[] passphrase, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(passphrase, salt, iterations, KEY_BITS);
        try {
            SecretKeyFactory factory = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
            return new SecretKeySpec(factory.generateSecret(spec).getEncoded(), "AES");
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every JDK has PBKDF2 and AES", absent);
        } finally {
            spec.clearPassword();
        }
    }

    private String encrypted(String name, String value, SecretKey key) {
        // A new one each time: GCM must never see the same one twice under a key.
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, name, iv, key).doFinal(value.getBytes(StandardCharsets.UTF_8));
            return base64(ByteBuffer.allocate(iv.length + sealed.length)
                    .put(iv)
                    .put(sealed)
                    .array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM does not encrypt", impossible);
        }
    }

    /** Null if the key or the name is another one, or somebody has changed the bytes. */
    private @Nullable String decrypted(String name, JsonNode sealed, SecretKey key) throws BrokenException {
        byte[] bytes = bytes(sealed);
        if (bytes.length <= IV_BYTES) {
            throw new BrokenException(path, null);
        }
        byte[] iv = Arrays.copyOf(bytes, IV_BYTES);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, name, iv, key);
            return new String(cipher.doFinal(bytes, IV_BYTES, bytes.length - IV_BYTES), StandardCharsets.UTF_8);
        } catch (AEADBadTagException wrong) {
            return null;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM does not decrypt", impossible);
        }
    }

    private static Cipher cipher(int mode, String name, byte[] iv, SecretKey key) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private byte[] bytes(JsonNode text) throws BrokenException {
        try {
            return Base64.getDecoder().decode(text.asText());
        } catch (IllegalArgumentException broken) {
            throw new BrokenException(path, broken);
        }
    }
}
