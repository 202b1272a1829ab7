package dev.tailrace.formats.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRowsTest {
    private static List<String> rows(@Nullable String path, String document) {
        List<String> rows = new ArrayList<>();
        assertNull(problem(path, document, rows));
        return rows;
    }

    private static @Nullable Problem problem(@Nullable String path, String document, List<String> rows) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return new JsonRows(path)
                .find(bytes, (from, to) -> rows.add(new String(bytes, from, to - from, StandardCharsets.UTF_8)));
    }

    private static Problem problem(@Nullable String path, String document) {
        Problem problem = problem(path, document, new ArrayList<>());
        assertNotNull(problem, document);
        return problem;
    }

    @Test
    void anObjectIsARowAndAnArrayHasThem() {
        assertEquals(List.of("{\"a\": 1}"), rows(null, " {\"a\": 1} "));
        assertEquals(List.of("{\"a\":[1,2]}", "{}", "7"), rows(null, "\uFEFF[{\"a\":[1,2]} , {}, null, 7]\n"));
        assertEquals(List.of(), rows(null, "[]"));
        assertEquals(List.of(), rows(null, "null"));
    }

    @Test
    void linesMayEndBetweenValues() {
        assertEquals(List.of("{   \"a\": \"x\\ny\" }"), rows(null, "{\n  \"a\": \"x\\ny\"\n}"));
    }

    @Test
    void aPathLeadsToTheRows() {
        String document =
                "{\"n\": {\"items\": [3]}, \"d\\u0061ta\": {\"x\": [], \"items\": [[1], [{\"a\": 1}, {\"a\": 2}]]}}";
        assertEquals(List.of("{\"a\": 1}", "{\"a\": 2}"), rows("$.data.items[1]", document));
        assertEquals(List.of("1"), rows("$.data.items[0]", document));
        assertEquals(List.of(), rows("$.data.items[2]", document));
        assertEquals(List.of(), rows("$.data.none.at.all", document));
        assertEquals(List.of(), rows("$.data.items", "{\"data\": null}"));
    }

    @Test
    void ofANameThatIsRepeatedTheLastCounts() {
        assertEquals(List.of("{\"b\":2}"), rows("$.a", "{\"a\":{\"b\":1},\"a\":{\"b\":2}}"));
    }

    @Test
    void whatIsNoObjectOrArrayHasNoRows() {
        assertEquals(List.of("$", "\"no\""), problem(null, "\"no\"").arguments());
        assertEquals("formats.json.no-rows", problem("$.a.b", "{\"a\": 5}").code());
        assertEquals("formats.json.no-rows", problem("$.a[0]", "{\"a\": {}}").code());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": 1 | formats.json.ends",
                "[{\"a\": 1},] | formats.json.value",
                "{\"a\": 1} {\"a\": 2} | formats.json.trailing",
                "{a: 1} | formats.json.key",
                "<html> | formats.json.value"
            })
    void aDocumentThatIsNotJsonIsToldAsSuch(String document, String code) {
        assertEquals(code, problem("$.a", document).code());
    }

    @Test
    void onlyPathsIntoAnObjectArePaths() {
        assertTrue(JsonRows.isPath("$.a[2]"));
        assertFalse(JsonRows.isPath("a"));
        assertFalse(JsonRows.isPath("$[0]"));
    }
}
