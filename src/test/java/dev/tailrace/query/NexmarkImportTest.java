package dev.tailrace.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tailrace.Shared;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.query.ScriptImport.Imported;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Imports Nexmark's queries as they are written for Flink, runs the drawings and compares the digests of what they give
 * with those of Flink's answers.
 */
class NexmarkImportTest {
    private static final long BASE_TIME_A = 1436918300000L;
    private static final long BASE_TIME_B = 1436947100000L;

    private final Catalogue catalogue = Catalogue.load();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q0", "q1", "q2", "q3", "q4", "q5", "q7", "q8", "q9", "q10", "q11", "q12", "q14", "q15", "q16", "q17",
                "q18", "q19", "q20", "q21", "q22"
            })
    void importedQueriesGiveTheAnswers(String query) throws Exception {
        assertAnswers(query, "a", 1, BASE_TIME_A);
        assertAnswers(query, "b", 2, BASE_TIME_B);
    }

    private void assertAnswers(String query, String set, long seed, long baseTime) throws Exception {
        Imported imported = ScriptImport.of(script(query, seed, baseTime), query, catalogue);
        Pipeline pipeline = imported.pipeline();
        assertNotNull(pipeline, () -> ImportedRun.told(imported));

        List<String> lines = new ImportedRun(catalogue, folder).lines(pipeline);

        assertEquals(expected(Shared.path("nexmark/" + set), query), lines.size() + " rows, " + digest(lines));
    }

    /** As Nexmark's harness fills in the placeholders. */
    private static String script(String query, long seed, long baseTime) throws IOException {
        return Files.readString(Shared.path("nexmark/queries/setup.sql"))
                        .replace("${events}", "100000")
                        .replace("${seed}", Long.toString(seed))
                        .replace("${rate}", "500")
                        .replace("${base-time}", Long.toString(baseTime))
                + Files.readString(Shared.path("nexmark/queries/" + query + ".sql"));
    }

    @ParameterizedTest
    @CsvSource({"q13, query.lookup-table"})
    void whatCannotBeDrawnIsRefusedAtItsPlace(String query, String code) throws Exception {
        Imported imported = ScriptImport.of(script(query, 1, BASE_TIME_A), query, catalogue);

        assertNull(imported.pipeline());
        assertEquals(code, imported.problems().get(0).code());
        assertNotNull(imported.problems().get(0).span());
    }

    /** Of the line with query, rows, digest and columns. */
    private static String expected(Path set, String query) throws IOException {
        return Files.readAllLines(set.resolve("digests.tsv")).stream()
                .map(line -> line.split("\t", -1))
                .filter(cells -> cells[0].equals(query))
                .map(cells -> cells[1] + " rows, " + cells[2])
                .findFirst()
                .orElseThrow();
    }

    private static String digest(List<String> lines) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.US_ASCII)));
        return HexFormat.of().formatHex(digest.digest());
    }
}
