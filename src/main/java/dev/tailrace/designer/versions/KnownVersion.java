package dev.tailrace.designer.versions;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.files.FileHistory;
import dev.tailrace.designer.files.GitVersion;
import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.model.Pipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version that a drawing can be compared with.
 *
 * @param name for people
 * @param source reads it; blocks
 */
public record KnownVersion(String name, Source source) {

    /**
     * What came of reading.
     *
     * @param pipeline null if it cannot be read
     * @param failure why not, in words; null if it was read
     */
    public record Outcome(@Nullable Pipeline pipeline, @Nullable String failure) {}

    /** Reads a version, on a background thread. */
    public interface Source {
        Outcome read();
    }

    /** A pipeline file. */
    public static KnownVersion ofFile(Path file, Texts texts) {
        return new KnownVersion(String.valueOf(file.getFileName()), () -> {
            PipelineFiles.Loaded loaded = PipelineFiles.read(file);
            if (loaded instanceof PipelineFiles.Read read) {
                return new Outcome(read.pipeline(), null);
            }
            PipelineFiles.Refused refused = (PipelineFiles.Refused) loaded;
            return new Outcome(
                    null,
                    texts.get(
                            "designer.file.refused",
                            String.valueOf(file.getFileName()),
                            String.valueOf(refused.line()),
                            texts.message(refused.problem())));
        });
    }

    /**
     * The versions that are at hand: the saved one, that of git, and those of the local history, the latest first. Blocks.
     *
     * @param file of the pipeline, or null if it has none yet
     * @param saved as the file has it
     */
    public static List<KnownVersion> of(
            @Nullable Path file, Pipeline saved, FileHistory history, Texts texts, ZoneId zone)
            throws IOException, InterruptedException {
        List<KnownVersion> versions = new ArrayList<>();
        if (file == null) {
            return versions;
        }
        versions.add(new KnownVersion(texts.get("designer.versions.saved"), () -> new Outcome(saved, null)));
        GitVersion.head(file)
                .ifPresent(text ->
                        versions.add(new KnownVersion(texts.get("designer.versions.git"), () -> parsed(text, texts))));
        DateTimeFormatter times =
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM).withLocale(texts.locale());
        for (FileHistory.State state : history.states(file)) {
            String time = times.format(state.time().atZone(zone));
            versions.add(new KnownVersion(
                    texts.get("designer.versions.kept", time),
                    () -> parsed(history.text(state).orElse(""), texts)));
        }
        return versions;
    }

    private static Outcome parsed(String text, Texts texts) {
        return PipelineFiles.parse(text)
                .map(pipeline -> new Outcome(pipeline, null))
                .orElseGet(() -> new Outcome(null, texts.get("designer.versions.unreadable")));
    }
}
