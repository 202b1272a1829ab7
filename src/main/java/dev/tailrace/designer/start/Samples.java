package dev.tailrace.designer.start;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.files.PipelineFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pipelines in the folder of samples. A sample describes itself in the field {@code sample} of its file, as in
 * {@code {"domain": "shop", "line": "Joins …", "events": 2800000, "order": 1}}; {@code "zh": {"name": …, "line": …}} says
 * it in Chinese.
 */
public final class Samples {
    private static final String FOLDER = "sample-pipelines";
    private static final int DEPTH = 3;

    private Samples() {}

    /** The folder in {@code tailrace.home}, else in the working directory; null if there is none. */
    public static @Nullable Path folder() {
        Path home = Path.of(System.getProperty("tailrace.home", ""));
        Path folder = home.resolve(FOLDER).toAbsolutePath();
        return Files.isDirectory(folder) ? folder : null;
    }

    /**
     * All samples that describe themselves, by their order, then by file name. Blocks while it reads.
     *
     * @param locale of those who will read their names and lines
     */
    public static List<Sample> read(Path folder, Locale locale) {
        List<Placed> samples = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            for (Path file : files.filter(path -> path.toString().endsWith(PipelineFiles.SUFFIX))
                    .sorted()
                    .toList()) {
                if (PipelineFiles.read(file) instanceof PipelineFiles.Read read) {
                    JsonNode about = read.pipeline().extra().getOrDefault("sample", MissingNode.getInstance());
                    if (about.hasNonNull("line")) {
                        JsonNode words = Texts.readsChinese(locale) ? about.path("zh") : MissingNode.getInstance();
                        Sample sample = new Sample(
                                file,
                                read.pipeline(),
                                words.path("name").asText(read.pipeline().name()),
                                about.path("domain").asText(),
                                words.path("line").asText(about.path("line").asText()),
                                about.path("events").asLong());
                        samples.add(new Placed(about.path("order").asInt(Integer.MAX_VALUE), sample));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        samples.sort(Comparator.comparingInt(Placed::order));
        return samples.stream().map(Placed::sample).toList();
    }

    private record Placed(int order, Sample sample) {}
}
