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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Secrets in the keyring of the system, whose program is a script here that keeps them in files and logs how it is called. */
@DisabledOnOs(OS.WINDOWS)
class KeyringTest {
    private static final String VALUE = "canary \"51c7\" $HOME \u6c34\nsecond line";

    /** As libsecret's program: without an entry it ends with 1 and says nothing; without a service it says so. */
    private static final String SECRET_TOOL =
            """
            #!/bin/sh
            cd "$(dirname "$0")"
            echo "$@" >> arguments
            if [ -e silent ]; then echo "secret-tool: Cannot autolaunch D-Bus" >&2; exit 1; fi
            for last; do :; done
            case $1 in
              store) cat > "kept-$last" ;;
              lookup) [ -e "kept-$last" ] || exit 1; cat "kept-$last" ;;
              clear) rm -f "kept-$last" ;;
            esac
            """;

    /** As the one of macOS, which reads the command that stores from its input. */
    private static final String SECURITY =
            """
            #!/bin/sh
            cd "$(dirname "$0")"
            echo "$@" >> arguments
            case $1 in
              -i) read -r verb update s service a name w value; printf '%s' "$value" > "kept-$name" ;;
              find-generic-password)
                if [ ! -e "kept-$5" ]; then
                  echo "security: The specified item could not be found in the keychain." >&2; exit 44
                fi
                cat "kept-$5"; echo ;;
              delete-generic-password) rm -f "kept-$5" ;;
            esac
            """;

    @TempDir
    private Path folder;

    private Path programs;

    @BeforeEach
    void programs() throws IOException {
        programs = Files.createDirectory(folder.resolve("programs"));
        script("secret-tool", SECRET_TOOL);
        script("security", SECURITY);
    }

    private void script(String name, String text) throws IOException {
        Path file = Files.writeString(programs.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private SecretStore store(String system, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("PATH", "/nowhere" + java.io.File.pathSeparator + programs);
        return new SecretStore(folder.resolve("config/secrets.json"), environment, system);
    }

    private SecretStore linux() {
        return store("Linux", Map.of());
    }

    private String arguments() throws IOException {
        return Files.readString(programs.resolve("arguments"));
    }

    @Test
    void aValueIsKeptThereAndComesBackWithoutAPassphrase() throws IOException {
        for (String system : new String[] {"Linux", "Mac OS X"}) {
            SecretStore store = store(system, Map.of());
            assertTrue(store.usesKeyring());
            assertTrue(store.isOpen(), "nobody is asked for a passphrase");
            store.set("token", VALUE);
            SecretStore later = store(system, Map.of());
            assertEquals(Set.of("token"), later.names());
            assertFalse(later.isLocked(Set.of("token")));
            assertEquals(new Value(VALUE), later.value("token"), system);
            assertTrue(later.remove("token"));
            assertEquals(Set.of(), later.names());
            assertInstanceOf(Refused.class, later.value("token"));
            assertFalse(Files.exists(programs.resolve("kept-token")), system);
        }
    }

    @Test
    void aValueIsNeverAnArgumentNorInAFileOfOurs() throws IOException {
        linux().set("token", VALUE);
        store("Mac OS X", Map.of()).set("other", VALUE);
        assertTrue(arguments().contains("token") && arguments().contains("-i"));
        assertFalse(arguments().contains("canary"));
        assertFalse(
                Files.readString(folder.resolve("config/keyring-secrets.json")).contains("canary"));
        assertFalse(Files.exists(folder.resolve("config/secrets.json")), "no file with a passphrase is begun");
    }

    @Test
    void withoutAServiceBehindTheProgramTheEncryptedFileIsUsed() throws IOException {
        Files.createFile(programs.resolve("silent"));
        SecretStore store = linux();
        assertFalse(store.usesKeyring());
        assertThrows(IllegalStateException.class, () -> store.set("token", VALUE));
        assertTrue(store.open("open sesame".toCharArray()));
        store.set("token", VALUE);
        assertEquals(new Value(VALUE), store.value("token"));
        assertTrue(Files.exists(folder.resolve("config/secrets.json")));
    }

    @Test
    void onWindowsAndForThoseWhoGiveAPassphraseTheEncryptedFileIsUsed() {
        assertFalse(store("Windows 11", Map.of()).usesKeyring());
        assertFalse(store("Linux", Map.of("TAILRACE_SECRETS_PASSPHRASE", "open sesame"))
                .usesKeyring());
        assertFalse(store("Linux", Map.of("TAILRACE_SECRETS_STORE", "file")).usesKeyring());
        assertFalse(new SecretStore(folder.resolve("secrets.json"), Map.of(), "Linux").usesKeyring());
    }

    @Test
    void whatTheFileHoldsStaysUntilItIsSetAnew() throws IOException {
        SecretStore before = store("Linux", Map.of("TAILRACE_SECRETS_PASSPHRASE", "open sesame"));
        before.set("old", "from the file");
        before.set("token", "from the file");
        SecretStore store = linux();
        store.set("token", VALUE);
        assertEquals(Set.of("old", "token"), store.names());
        assertTrue(store.isLocked(Set.of("old")));
        assertEquals(new Value(VALUE), store.value("token"));
        assertTrue(store.open("open sesame".toCharArray()));
        assertEquals(new Value("from the file"), store.value("old"));
        assertFalse(Files.readString(folder.resolve("config/secrets.json")).contains("token"));
    }

    @Test
    void whatSomebodyElseHasTakenOutIsMissingAndAKeyringThatDoesNotAnswerIsTold() throws IOException {
        SecretStore store = linux();
        store.set("token", VALUE);
        Files.delete(programs.resolve("kept-token"));
        assertEquals(
                "runtime.secret-missing",
                assertInstanceOf(Refused.class, store.value("token")).problem().code());
        Files.createFile(programs.resolve("silent"));
        Refused refused = assertInstanceOf(Refused.class, store.value("token"));
        assertEquals("runtime.keyring-unreadable", refused.problem().code());
        assertEquals(
                "secret-tool: Cannot autolaunch D-Bus",
                refused.problem().arguments().get(1));
    }

    @Test
    void aVariableOfTheEnvironmentComesFirst() throws IOException {
        linux().set("token", VALUE);
        assertEquals(
                new Value("given"),
                store("Linux", Map.of("TAILRACE_SECRET_TOKEN", "given")).value("token"));
    }
}
