package dev.tailrace.formats.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Problem;
import dev.tailrace.formats.text.ByteScan;
import dev.tailrace.formats.text.ColumnNames;
import dev.tailrace.formats.text.TypeGuess;
import dev.tailrace.operator.SourceException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Columns for the values that the first lines of a file have, objects within objects taken apart; arrays, and what is
 * nested too deeply, as STRING. A cold path, so it may use trees.
 */
final class JsonInference {
    private static final int MAX_LINES = 2_000;
    private static final int MAX_COLUMNS = 500;

    /** Deeper objects become one STRING column. */
    private static final int MAX_LEVELS = 4;

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Map<JsonPath, TypeGuess> guesses = new LinkedHashMap<>();

    private JsonInference() {}

    /** Settings of the format for the beginning of a file, which may end within a line unless it is complete. */
    static String infer(byte[] sample, boolean complete) throws IOException {
        JsonInference inference = new JsonInference();
        int at = ByteScan.afterByteOrderMark(sample, 0, sample.length, true);
        for (int line = 1; line <= MAX_LINES && at < sample.length; line++) {
            int end = ByteScan.newline(sample, at, sample.length);
            if (end < 0 && !complete && line > 1) {
                break;
            }
            int to = end < 0 ? sample.length : end;
            if (JsonScan.blanks(sample, at, to) < to) {
                inference.see(sample, at, to, line);
            }
            at = to + 1;
        }
        if (inference.guesses.isEmpty()) {
            throw new SourceException(Problem.error("formats.json.infer-empty"));
        }
        return inference.settings();
    }

    private void see(byte[] sample, int from, int to, int line) throws IOException {
        JsonNode record;
        try {
            record = MAPPER.readTree(sample, from, to - from);
        } catch (JsonProcessingException invalid) {
            boolean array = sample[JsonScan.blanks(sample, from, to)] == '[';
            throw new SourceException(
                    array
                            ? Problem.error("formats.json.infer-array")
                            : Problem.error(
                                    "formats.json.infer", Integer.toString(line), invalid.getOriginalMessage()));
        }
        if (!record.isObject()) {
            throw new SourceException(
                    record.isArray()
                            ? Problem.error("formats.json.infer-array")
                            : Problem.error("formats.json.infer", Integer.toString(line), "not an object"));
        }
        fields(record, new JsonPath(java.util.List.of()), 1);
    }

    private void fields(JsonNode object, JsonPath path, int level) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonPath place = path.plus(new JsonPath.Name(field.getKey()));
            JsonNode value = field.getValue();
            if (value.isObject() && level < MAX_LEVELS && !value.isEmpty()) {
                fields(value, place, level + 1);
            } else if (guesses.containsKey(place) || guesses.size() < MAX_COLUMNS) {
                TypeGuess guess = guesses.computeIfAbsent(place, absent -> new TypeGuess());
                if (value.isContainerNode()) {
                    guess.seeText();
                } else if (value.isTextual() && isNumber(value.textValue())) {
                    // Somebody has put the number in quotes: a code, an id.
                    guess.seeText();
                } else if (!value.isNull()) {
                    guess.see(value.asText());
                }
            }
        }
    }

    private static boolean isNumber(String text) {
        TypeGuess guess = new TypeGuess();
        guess.see(text);
        return guess.type().kind().isNumeric() || text.equals("true") || text.equals("false");
    }

    private String settings() {
        ObjectNode settings = JsonNodeFactory.instance.objectNode().put("type", "json");
        ArrayNode columns = settings.putArray("columns");
        ColumnNames names = new ColumnNames();
        guesses.forEach((path, guess) -> {
            boolean hasInner = guesses.keySet().stream().anyMatch(other -> isInside(other, path));
            // A place that is now a value, now an object cannot be taken apart: the path into it would fail. Null can.
            boolean inValue = guesses.entrySet().stream()
                    .anyMatch(other ->
                            isInside(path, other.getKey()) && other.getValue().hasSeen());
            if (inValue || hasInner && !guess.hasSeen()) {
                return;
            }
            String name = names.unique(name(path));
            ObjectNode column = columns.addObject().put("name", name);
            column.put("type", hasInner ? "STRING" : guess.type().toString());
            if (!JsonPath.ofName(name).equals(path)) {
                column.put("path", path.toString());
            }
        });
        return settings.toString();
    }

    private static boolean isInside(JsonPath path, JsonPath outer) {
        int depth = outer.steps().size();
        return path.steps().size() > depth && path.steps().subList(0, depth).equals(outer.steps());
    }

    /** The last name of the path, as people call the value. */
    private static String name(JsonPath path) {
        return ((JsonPath.Name) path.steps().get(path.steps().size() - 1)).name();
    }
}
