package dev.tailrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nobody is shown a code: wherever one stands in the sources, its bundle has words for it. */
final class ProblemWordsTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/tailrace");
    private static final Path BUNDLES = Path.of("src/main/resources/dev/tailrace");
    private static final Texts TEXTS = new Texts(Locale.ROOT);
    /** What ends with a dot or a dash is put together with something else. */
    private static final Pattern RAISED = Pattern.compile("Problem\\s*\\.(?:error|warning)\\(\\s*\"([^\"]+[^\".-])\"");

    @Test
    void everyProblemRaisedHasWords() throws IOException {
        Map<String, Path> codes = literals(RAISED);
        assertTrue(codes.size() > 100, "the sources are not found");
        assertEquals(Map.of(), wordless(codes));
    }

    /** Also of codes that reach a problem by way of a constant or an argument. */
    @Test
    void everyLiteralThatLooksLikeACodeOfABundleHasWords() throws IOException {
        String bundles = String.join("|", bundles());
        Pattern code = Pattern.compile("\"((?:" + bundles + ")\\.[a-z0-9.-]*[a-z0-9])\"");
        assertEquals(Map.of(), wordless(literals(code)));
    }

    @Test
    void codesPutTogetherFromThePortHaveWords() {
        assertNotNull(TEXTS.find("operators.flink-late-port"));
        assertNotNull(TEXTS.find("operators.flink-error-port"));
    }

    private static Map<String, Path> wordless(Map<String, Path> codes) {
        return codes.entrySet().stream()
                .filter(code -> {
                    String words = TEXTS.find(code.getKey());
                    return words == null || words.isBlank();
                })
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Literals by the file in which they stand. */
    private static Map<String, Path> literals(Pattern pattern) throws IOException {
        Map<String, Path> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java")
                            // Its keys stand without the name of its bundle.
                            && !file.startsWith(SOURCES.resolve("launcher")))
                    .toList();
            for (Path file : sources) {
                Matcher matcher = pattern.matcher(Files.readString(file));
                while (matcher.find()) {
                    found.put(matcher.group(1), SOURCES.relativize(file));
                }
            }
        }
        return found;
    }

    private static Set<String> bundles() throws IOException {
        try (Stream<Path> folders = Files.list(BUNDLES)) {
            return folders.filter(folder -> Files.exists(folder.resolve("texts.properties")))
                    .map(folder -> folder.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
