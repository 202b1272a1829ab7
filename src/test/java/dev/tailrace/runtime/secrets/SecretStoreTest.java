package dev.tailrace.runtime.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretStoreTest {
    private static final String VALUE = "canary-51c7 \u6c34";

    @TempDir
    private Path folder;

    private SecretStore store() {
        return store(Map.of());
    }

    private SecretStore store(Map<String, String> environment) {
        return SecretStore.in(folder, environment);
    }

    private String text() throws IOException {
        return Files.readString(folder.resolve("secrets.json"));
    }

    private SecretStore withSecret() throws IOException {
        SecretStore store = store();
        assertTrue(store.open("open sesame".toCharArray()));
        store.set("token", VALUE);
        return store;
    }

    @Test
    void aValueComesBackWithThePassphraseAndStandsNowhereInTheFile() throws IOException {
        withSecret();
        SecretStore later = store();
        assertTrue(later.open("open sesame".toCharArray()));
        assertEquals(new Secrets.Value(VALUE), later.value("token"));
        assertFalse(text().contains("canary"));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets.json"))));
    }

    @Test
    void namesAreKnownWithoutAPassphraseAndValuesAreNot() throws IOException {
        withSecret();
        SecretStore locked = store();
        assertEquals(Set.of("token"), locked.names());
        assertTrue(locked.isLocked(Set.of("token")));
        assertEquals(
                "runtime.secrets-locked",
                assertInstanceOf(Secrets.Refused.class, locked.value("token"))
                        .problem()
                        .code());
        assertThrows(IllegalStateException.class, () -> locked.set("other", "x"));
    }

    @Test
    void aWrongPassphraseOpensNothing() throws IOException {
        withSecret();
        SecretStore other = store();
        assertFalse(other.open("open barley".toCharArray()));
        assertInstanceOf(Secrets.Refused.class, other.value("token"));
    }

    @Test
    void aValueThatWasPutUnderAnotherNameIsRefused() throws IOException {
        withSecret().set("other", "harmless");
        String swapped = text().replace("\"token\"", "\"x\"")
                .replace("\"other\"", "\"token\"")
                .replace("\"x\"", "\"other\"");
        Files.writeString(folder.resolve("secrets.json"), swapped);
        SecretStore later = store();
        assertTrue(later.open("open sesame".toCharArray()));
        assertEquals(
                "runtime.secrets-unreadable",
                assertInstanceOf(Secrets.Refused.class, later.value("token"))
                        .problem()
                        .code());
    }

    @Test
    void aVariableOfTheProcessComesFirst() throws IOException {
        withSecret();
        SecretStore given = store(Map.of("TAILRACE_SECRET_TOKEN", "from outside"));
        assertEquals(new Secrets.Value("from outside"), given.value("token"));
        assertFalse(given.isLocked(Set.of("token")));
        assertEquals(Set.of("token"), given.known(Set.of("token", "absent")));
    }

    @Test
    void aKeyFileOpensTheSecretsWithoutAPerson() throws IOException {
        withSecret();
        Path key = Files.writeString(folder.resolve("key"), "open sesame\n");
        SecretStore headless = store(Map.of("TAILRACE_SECRETS_KEY_FILE", key.toString()));
        assertFalse(headless.isLocked(Set.of("token")));
        assertEquals(new Secrets.Value(VALUE), headless.value("token"));
    }

    @Test
    void aSecretThatIsTakenOutIsGone() throws IOException {
        SecretStore store = withSecret();
        assertTrue(store.remove("token"));
        assertFalse(store.remove("token"));
        assertEquals(
                "runtime.secret-missing",
                assertInstanceOf(Secrets.Refused.class, store.value("token"))
                        .problem()
                        .code());
    }

    @Test
    void aFileThatIsBrokenIsSaidAndLeftAlone() throws IOException {
        Files.writeString(folder.resolve("secrets.json"), "{]");
        assertThrows(IOException.class, () -> store().open("x".toCharArray()));
        assertEquals("{]", text());
        assertEquals(
                "runtime.secrets-unreadable",
                assertInstanceOf(Secrets.Refused.class, store().value("token"))
                        .problem()
                        .code());
    }

    @Test
    void theTextFormOfAValueDoesNotTellIt() {
        assertEquals("Value[***]", new Secrets.Value(VALUE).toString());
    }
}
