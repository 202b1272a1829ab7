package dev.tailrace.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Problem;
import dev.tailrace.data.json.JsonReading;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON text as a tree, with the line of every value.
 *
 * @param root null if the text is no JSON object
 */
record JsonTree(@Nullable ObjectNode root, FileLines lines, List<Problem> problems) {
    private static final int MAX_DEPTH = 100;

    static JsonTree parse(String text) {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(PipelineJson.MAX_BYTES)
                        .maxNumberLength(100)
                        .build())
                .build();
        FileLines lines = new FileLines();
        try (JsonParser parser = factory.createParser(text)) {
            if (parser.nextToken() == null) {
                return failed(lines, Problem.error("model.empty-file"));
            }
            JsonNode tree = JsonReading.value(parser, lines::put);
            if (!(tree instanceof ObjectNode object)) {
                return failed(lines, Problem.error("model.not-an-object"));
            }
            if (parser.nextToken() != null) {
                return failed(lines, at(parser.currentTokenLocation().getLineNr(), "model.text-after-end"));
            }
            return new JsonTree(object, lines, List.of());
        } catch (StreamConstraintsException tooMuch) {
            return failed(lines, at(line(tooMuch), "model.too-deep", MAX_DEPTH));
        } catch (JsonProcessingException broken) {
            return failed(lines, syntax(broken));
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory", impossible);
        }
    }

    private static Problem syntax(JsonProcessingException broken) {
        String said = broken.getOriginalMessage();
        int end = said.indexOf('\n');
        String first = end < 0 ? said : said.substring(0, end);
        if (first.startsWith("Duplicate field")) {
            return at(
                    line(broken),
                    "model.field-twice",
                    first.substring(first.indexOf('\'') + 1, first.lastIndexOf('\'')));
        }
        if (first.startsWith("Unexpected end-of-input") || first.startsWith("Unexpected end of input")) {
            return at(line(broken), "model.ends-early");
        }
        int column = broken.getLocation() == null ? 1 : broken.getLocation().getColumnNr();
        return at(line(broken), "model.not-json", column, first);
    }

    private static int line(JsonProcessingException broken) {
        return broken.getLocation() == null
                ? 1
                : Math.max(1, broken.getLocation().getLineNr());
    }

    private static Problem at(int line, String code, Object... arguments) {
        return Problem.error(code, arguments).at(new Problem.Span(line, 1, line, 1));
    }

    private static JsonTree failed(FileLines lines, Problem problem) {
        return new JsonTree(null, lines, List.of(problem));
    }
}
