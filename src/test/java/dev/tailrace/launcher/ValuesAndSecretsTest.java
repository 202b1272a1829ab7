package dev.tailrace.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Texts;
import dev.tailrace.runtime.secrets.SecretStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Environments and secrets of runs from the command line. */
class ValuesAndSecretsTest {
    private static final String CANARY = "canary-90b2";

    private static final String PIPELINE =
            """
            {
              "tailrace": 1,
              "name": "Kept apart",
              "parameters": [
                {"name": "least", "type": "INT", "default": 0},
                {"name": "target", "type": "STRING", "default": "default"}],
              "nodes": [
                {"id": "in", "operator": "file-source", "name": "Readings",
                  "settings": {"path": "${secret:place}/in.jsonl", "format": {"type": "json", "columns": [
                    {"name": "amount", "type": "INT"}]}}},
                {"id": "some", "operator": "filter", "name": "Some", "settings": {"condition": "amount >= :least"}},
                {"id": "out", "operator": "file-sink", "name": "Amounts",
                  "settings": {"path": "${target}.csv", "mode": "overwrite", "format": {"type": "csv"}}},
                {"id": "dead", "operator": "file-sink", "name": "Unreadable",
                  "settings": {"path": "dead.jsonl", "mode": "overwrite", "format": {"type": "json"}}}
              ],
              "wires": [
                {"from": "in.out", "to": "some.in"},
                {"from": "some.out", "to": "out.in"},
                {"from": "in.error", "to": "dead.in"}
              ],
              "environments": [
                {"name": "dev", "values": {"least": 2}},
                {"name": "prod", "values": {"least": 3, "target": "prod"}}
              ]
            }
            """;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Deque<String> typed = new ArrayDeque<>();
    private Map<String, String> variables = Map.of();
    private String piped = "";

    @BeforeEach
    void writePipeline() throws IOException {
        Files.writeString(folder.resolve("p.tailrace.json"), PIPELINE);
        Files.createDirectory(folder.resolve(CANARY));
        Files.writeString(
                folder.resolve(CANARY).resolve("in.jsonl"),
                "{\"amount\": 1}\n{\"amount\": 2}\nnonsense\n{\"amount\": 3}\n");
    }

    @Test
    void aRunTakesTheValuesOfItsEnvironmentAndSetGoesOverThem() throws Exception {
        variables = Map.of("TAILRACE_SECRET_PLACE", CANARY);
        assertEquals(Exit.DONE, tailrace("run", file()));
        assertEquals(List.of("1", "2", "3"), rows("default.csv"));
        assertEquals(Exit.DONE, tailrace("run", file(), "--env", "prod"));
        assertEquals(List.of("3"), rows("prod.csv"));
        assertEquals(Exit.DONE, tailrace("run", file(), "--env", "prod", "--set", "least=2"));
        assertEquals(List.of("2", "3"), rows("prod.csv"));
    }

    @Test
    void anUnknownEnvironmentIsToldWithThoseThere() throws Exception {
        for (String command : List.of("run", "check", "sql", "test")) {
            assertEquals(Exit.BAD_INPUT, tailrace(command, file(), "--env", "stage"), command);
            assertTrue(err().contains("has no environment \"stage\". It has: dev, prod"), err());
        }
    }

    @Test
    void aValueOfAnEnvironmentIsCheckedByTheTypeOfItsParameter() throws Exception {
        Files.writeString(folder.resolve("p.tailrace.json"), PIPELINE.replace("\"least\": 2", "\"least\": \"few\""));
        assertEquals(Exit.DONE, tailrace("check", file()));
        assertEquals(Exit.BAD_INPUT, tailrace("check", file(), "--env", "dev"));
        assertTrue(err().contains("Parameter least is \"few\""), err());
    }

    @Test
    void aSecretIsTypedOnceAndUsedWithItsPassphrase() throws Exception {
        typed.addAll(List.of("open sesame", "open sesame", CANARY));
        assertEquals(Exit.DONE, tailrace("secrets", "set", "place"));
        assertEquals(Exit.DONE, tailrace("secrets", "list"));
        assertEquals("place\n", out());
        typed.addAll(List.of("wrong", "open sesame"));
        assertEquals(Exit.DONE, tailrace("run", file()));
        assertEquals(List.of("1", "2", "3"), rows("default.csv"));
        assertEquals(Exit.DONE, tailrace("secrets", "remove", "place"));
        assertEquals(Exit.BAD_INPUT, tailrace("run", file()));
        assertTrue(err().contains("Readings: path: The secret place is not set."), err());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void withAKeyringNobodyIsAskedForAPassphrase() throws Exception {
        Path program = folder.resolve("secret-tool");
        Files.writeString(
                program,
                """
                #!/bin/sh
                cd "$(dirname "$0")"
                case $1 in
                  store) cat > kept ;;
                  lookup) [ -e kept ] || exit 1; cat kept ;;
                esac
                """);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        variables = Map.of("PATH", folder.toString());
        typed.add(CANARY);
        assertEquals(Exit.DONE, tailrace("secrets", "set", "place"));
        assertEquals(CANARY, Files.readString(folder.resolve("kept")));
        assertEquals(Exit.DONE, tailrace("run", file()));
        assertEquals(List.of("1", "2", "3"), rows("default.csv"));
    }

    @Test
    void aSecretComesFromAPipeWhereNobodyIsAsked() throws Exception {
        variables = Map.of("TAILRACE_SECRETS_PASSPHRASE", "open sesame");
        piped = CANARY;
        assertEquals(Exit.DONE, tailrace("secrets", "set", "place"));
        assertEquals(Exit.DONE, tailrace("run", file()));
        variables = Map.of();
        assertEquals(Exit.FAILED, tailrace("run", file()));
        assertTrue(err().contains("The secret place is locked."), err());
    }

    @Test
    void whatIsSecretStandsInNoFileAndNoOutput() throws Exception {
        typed.addAll(List.of("open sesame", "open sesame", CANARY));
        assertEquals(Exit.DONE, tailrace("secrets", "set", "place"));
        assertSilent();
        for (List<String> command : List.of(
                List.of("check", file()),
                List.of("explain", file(), "--source"),
                List.of("run", file()),
                List.of("run", file(), "--report", "json"))) {
            typed.add("open sesame");
            assertEquals(Exit.DONE, tailrace(command.toArray(String[]::new)), () -> command + err());
            assertSilent();
        }
        assertTrue(Files.readString(folder.resolve("dead.jsonl")).contains("***/in.jsonl"));
        Files.delete(folder.resolve(CANARY).resolve("in.jsonl"));
        typed.clear();
        typed.add("open sesame");
        assertEquals(Exit.FAILED, tailrace("run", file()));
        assertTrue(err().contains("***/in.jsonl"), err());
        assertSilent();
    }

    @Test
    void secretsAreMaskedInSql() throws Exception {
        Files.writeString(
                folder.resolve("p.tailrace.json"),
                PIPELINE.replace("{\"from\": \"in.error\", \"to\": \"dead.in\"}", "")
                        .replace("\"to\": \"out.in\"},", "\"to\": \"out.in\"}")
                        .replaceAll("(?s),\\s*\\{\"id\": \"dead\".*?\"json\"}}}", ""));
        variables = Map.of("TAILRACE_SECRET_PLACE", CANARY);
        assertEquals(Exit.DONE, tailrace("sql", file()), this::err);
        assertTrue(out().contains("/***/in.jsonl"), out());
        assertSilent();
    }

    /** Neither what was said nor what was written holds the secret. */
    private void assertSilent() throws IOException {
        assertFalse(out().contains(CANARY), out());
        assertFalse(err().contains(CANARY), err());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file).contains(CANARY), file.toString());
            }
        }
    }

    private String file() {
        return folder.resolve("p.tailrace.json").toString();
    }

    private List<String> rows(String file) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(file));
        return lines.subList(1, lines.size());
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private int tailrace(String... arguments) throws InterruptedException {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                120,
                false,
                new Texts(Locale.ENGLISH));
        Asking asking = new Asking() {
            @Override
            public Optional<char[]> hidden(String question) {
                return Optional.ofNullable(typed.poll()).map(String::toCharArray);
            }

            @Override
            public String input() {
                return piped;
            }
        };
        SecretStore store = SecretStore.in(folder.resolve("config"), variables);
        return Main.run(List.of(arguments), terminal, new SecretKeys(store, asking));
    }
}
