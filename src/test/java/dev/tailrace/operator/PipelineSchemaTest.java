package dev.tailrace.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tailrace.data.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PipelineSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode schema = PipelineSchema.of(Catalogue.load(), new Texts(Locale.ENGLISH));

    @Test
    void thePublishedSchemaIsThatOfTheCatalogue() throws IOException {
        assertEquals(
                JSON.readTree(Path.of("docs/pipeline.schema.json").toFile()),
                JSON.readTree(schema.toString()),
                "publish it anew with: ./tailrace schema > docs/pipeline.schema.json");
    }

    @Test
    void everyOperatorsSettingsAreDescribedAndClosed() {
        for (Operator<?> operator : Catalogue.load().operators()) {
            JsonNode settings = settings(operator.spec().id());
            assertTrue(
                    settings.path("description").asText().length() > 10,
                    operator.spec().id());
            assertEquals(
                    false,
                    settings.path("additionalProperties").asBoolean(true),
                    operator.spec().id());
        }
    }

    @Test
    void requiredSettingsBoundsAndChoicesAreSaid() {
        JsonNode window = settings("tumbling-window");

        assertTrue(window.path("required").toString().contains("\"size\""), window.toString());
        assertEquals(
                "[\"stop\",\"skip\"]",
                window.at("/properties/onError/anyOf/0/enum").toString());
        assertEquals(
                0,
                settings("file-source")
                        .at("/properties/rowsPerSecond/anyOf/0/minimum")
                        .asInt(-1));
        assertEquals(
                "[{\"$ref\":\"#/$defs/format-csv\"},{\"$ref\":\"#/$defs/format-json\"}]",
                settings("file-source").at("/properties/format/oneOf").toString());
    }

    private JsonNode settings(String operator) {
        for (JsonNode one : schema.at("/properties/nodes/items/allOf")) {
            if (one.at("/if/properties/operator/const").asText().equals(operator)) {
                return one.at("/then/properties/settings");
            }
        }
        throw new AssertionError("no schema of " + operator);
    }
}
