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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Finding samples, among those that come with the program. */
class SampleSearchTest {
    private static final Texts TEXTS = new Texts(Locale.ENGLISH);
    private static final Path FOLDER = Path.of("sample-pipelines");
    private static final List<Sample> SAMPLES = Samples.read(FOLDER, Locale.ENGLISH);
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
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

    /** Names of operators and columns stay as the file has them; what the card says is for whoever reads it. */
    @Test
    void everySampleIsIntroducedInChineseToo() {
        List<Sample> chinese = Samples.read(FOLDER, Locale.SIMPLIFIED_CHINESE);
        assertEquals(SAMPLES.size(), chinese.size());
        for (int i = 0; i < chinese.size(); i++) {
            Sample sample = chinese.get(i);
            assertEquals(SAMPLES.get(i).path(), sample.path());
            assertTrue(HAN.matcher(sample.name()).find(), sample.name());
            assertTrue(HAN.matcher(sample.line()).find() && sample.line().endsWith("。"), sample.line());
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
