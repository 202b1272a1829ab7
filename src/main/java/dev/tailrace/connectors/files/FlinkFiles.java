package dev.tailrace.connectors.files;

import dev.tailrace.data.Problem;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.SecretReferences;
import dev.tailrace.operator.format.FlinkFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Options of Flink's filesystem connector. */
final class FlinkFiles {
    private FlinkFiles() {}

    /** Why Flink would not read the same rows, or null. */
    static @Nullable Problem refusal(FileSource.Settings settings) {
        if (settings.onError() == ErrorPolicy.SKIP) {
            return Problem.error("connectors.file-source.flink-skip");
        }
        if (InputFiles.isPattern(settings.path())) {
            return Problem.error("connectors.file-source.flink-pattern", settings.path());
        }
        if (settings.follow() != Follow.NO) {
            return Problem.error("connectors.file-source.flink-follow");
        }
        if (settings.compression().of(settings.path()) == Compression.ZSTD) {
            return Problem.error("connectors.file-source.flink-zstd", settings.path());
        }
        // Flink unpacks by the name alone.
        if (settings.compression().of(settings.path()) != Compression.AUTO.of(settings.path())) {
            return Problem.error("connectors.file-source.flink-compression", settings.path());
        }
        return null;
    }

    static Map<String, String> options(Placement<?> placement, String path, FlinkFormat format) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("connector", "filesystem");
        options.put(
                "path",
                placement
                        .baseDirectory()
                        .resolve(SecretReferences.masked(path))
                        .toAbsolutePath()
                        .normalize()
                        .toUri()
                        .toString());
        options.putAll(format.options());
        return options;
    }
}
