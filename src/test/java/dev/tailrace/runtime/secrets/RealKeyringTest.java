package dev.tailrace.runtime.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.runtime.secrets.Secrets.Refused;
import dev.tailrace.runtime.secrets.Secrets.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets in GNOME's keyring itself, through libsecret's own program, in a session that is started for the test. */
@EnabledOnOs(OS.LINUX)
class RealKeyringTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void programsAreThere() {
        List<String> missing = KeyringSession.missing();
        Assumptions.assumeTrue(
                missing.isEmpty(),
                "SKIPPED: no " + String.join(", ", missing)
                        + " (Debian: apt-get install dbus libsecret-tools gnome-keyring)");
    }

    private SecretStore store(KeyringSession session) {
        return new SecretStore(
                folder.resolve("settings/secrets.json"),
                Map.of("PATH", session.programs().toString()),
                "Linux");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "canary \"51c7\" $HOME 水 'quoted' \\ back\nsecond line",
                "ends in a line break\n",
                " spaces around ",
                "x"
            })
    void aValueComesBackAsItWasKept(String value) throws Exception {
        try (KeyringSession session = new KeyringSession(folder.resolve("session"), true)) {
            SecretStore store = store(session);
            assertTrue(store.usesKeyring());
            assertTrue(store.isOpen(), "nobody is asked for a passphrase");
            store.set("token", value);
            assertEquals(new Value(value), store(session).value("token"));
        }
    }

    /** A private key or the account of a service, which are the longest that people keep. */
    @Test
    void aLongValueComesBackWhole() throws Exception {
        try (KeyringSession session = new KeyringSession(folder.resolve("session"), true)) {
            String value = "0123456789abcdef\n".repeat(400);
            store(session).set("key", value);
            assertEquals(new Value(value), store(session).value("key"));
        }
    }

    @Test
    void secretsAreReplacedToldApartAndTakenOut() throws Exception {
        try (KeyringSession session = new KeyringSession(folder.resolve("session"), true)) {
            SecretStore store = store(session);
            store.set("token", "first");
            store.set("other", "another");
            store.set("token", "second");
            assertEquals(Set.of("other", "token"), store.names());
            assertEquals(new Value("second"), store(session).value("token"));
            assertEquals(new Value("another"), store(session).value("other"));
            assertTrue(store.remove("token"));
            assertFalse(store.remove("token"));
            assertEquals(
                    "runtime.secret-missing",
                    assertInstanceOf(Refused.class, store(session).value("token"))
                            .problem()
                            .code());
            assertEquals(Set.of("other"), store(session).names());
            assertFalse(Files.exists(folder.resolve("settings/secrets.json")), "no file with a passphrase is begun");
        }
    }

    @Test
    void aLockedKeyringIsToldAndNothingIsLost() throws Exception {
        try (KeyringSession session = new KeyringSession(folder.resolve("session"), true)) {
            SecretStore store = store(session);
            store.set("token", "kept");
            session.lock();
            Refused refused = assertInstanceOf(Refused.class, store.value("token"));
            assertEquals("runtime.keyring-unreadable", refused.problem().code());
            assertEquals(List.of("token", "it is locked"), refused.problem().arguments());
            assertThrows(IOException.class, () -> store.set("token", "never"));
            assertThrows(IOException.class, () -> store.remove("token"));
            assertEquals(Set.of("token"), store.names());
        }
    }

    @Test
    void withoutAServiceOnTheBusTheEncryptedFileIsUsed() throws Exception {
        try (KeyringSession session = new KeyringSession(folder.resolve("session"), false)) {
            SecretStore store = store(session);
            assertFalse(store.usesKeyring());
            assertTrue(store.open("open sesame".toCharArray()));
            store.set("token", "in the file");
            assertEquals(new Value("in the file"), store.value("token"));
        }
    }

    @Test
    void withoutABusTheEncryptedFileIsUsed() throws Exception {
        KeyringSession session = new KeyringSession(folder.resolve("session"), true);
        session.close();
        assertFalse(store(session).usesKeyring());
    }
}
