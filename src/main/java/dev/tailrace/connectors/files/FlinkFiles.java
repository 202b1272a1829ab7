package dev.tailrace.connectors.files;

import dev.tailrace.operator.Placement;
import dev.tailrace.operator.format.FlinkFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Options of Flink's filesystem connector. */
final class FlinkFiles {
    private FlinkFiles() {}

    static Map<String, String> options(Placement<?> placement, String path, FlinkFormat format) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("connector", "filesystem");
        options.put(
                "path",
                placement.baseDirectory().resolve(path).toAbsolutePath().normalize().toUri().toString());
        options.putAll(format.options());
        return options;
    }
}
