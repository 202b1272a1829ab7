package dev.tailrace.designer.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.operator.Catalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Finding samples, among those that come with the program. */
class SampleSearchTest {
    private static final Texts TEXTS = new Texts(Locale.ENGLISH);
    private static final Path FOLDER = Path.of("sample-pipelines");
    private static final List<Sample> SAMPLES = Samples.read(FOLDER, Locale.ENGLISH);
    private final SampleSearch search = new SampleSearch(Catalogue.load(), TEXTS);

    @Test
    void everySampleSaysWhatItShowsAndWhereItIsAtHome() throws Exception {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            long pipelines = files.filter(file -> file.toString().endsWith(PipelineFiles.SUFFIX)
                            && !file.getParent().endsWith("parts"))
                    .count();
            assertEquals(pipelines, SAMPLES.size());
        }
        for (Sample sample : SAMPLES) {
            assertTrue(sample.line().endsWith("."), sample.line());
            assertNotNull(TEXTS.find("designer.start.domain." + sample.domain()), sample.domain());
        }
    }

    @Test
    void anEmptyQueryGivesAllGroupedByWhereTheyAreAtHome() {
        Map<String, List<Sample>> all = search.find(SAMPLES, " ", null);
        assertEquals(SAMPLES.size(), all.values().stream().mapToInt(List::size).sum());
        assertEquals("logistics", all.keySet().iterator().next());
        assertEquals(22, all.get("nexmark").size());
    }

    @Test
    void wordsAreFoundInNamesLinesAndOperators() {
        assertEquals(List.of("Nexmark 11: user sessions"), names("user sess", null));
        assertEquals(List.of("Visits of a web shop", "Nexmark 11: user sessions"), names("Session window", null));
        assertEquals(List.of(), names("xylophone", null));
    }

    @Test
    void onlyDrawingsWithTheOperatorAreGiven() {
        List<String> joins = names("", "window-join");
        assertEquals(3, joins.size());
        assertFalse(joins.contains("Nexmark 11: user sessions"));
    }

    private List<String> names(String query, @Nullable String operator) {
        return search.find(SAMPLES, query, operator).values().stream()
                .flatMap(List::stream)
                .map(sample -> sample.pipeline().name())
                .toList();
    }
}
