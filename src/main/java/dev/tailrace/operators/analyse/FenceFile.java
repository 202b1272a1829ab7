package dev.tailrace.operators.analyse;

import dev.tailrace.data.Problem;
import dev.tailrace.operator.NodeContext;
import dev.tailrace.operator.Setup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where a node's fences come from. */
final class FenceFile {
    private FenceFile() {}

    /** The fences of a node that begins to run; fails the run if their file cannot be read. */
    static FenceIndex index(Setup<GeoFence.Settings> setup, NodeContext context) {
        GeoFence.Settings settings = setup.settings();
        String written = settings.written();
        Fences fences = Fences.parse(written == null ? read(setup, context) : written, settings.idProperty());
        if (!fences.problems().isEmpty()) {
            throw context.fail(fences.problems().get(0));
        }
        return new FenceIndex(fences.fences());
    }

    private static String read(Setup<GeoFence.Settings> setup, NodeContext context) {
        String name = String.valueOf(setup.settings().file());
        try {
            Path file = setup.placement().baseDirectory().resolve(name);
            if (!Files.isRegularFile(file)) {
                throw context.fail(Problem.error("operators.geo-fence.no-file", file.toString()));
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException | InvalidPathException unreadable) {
            throw context.fail(
                    Problem.error("operators.geo-fence.unreadable", name, String.valueOf(unreadable.getMessage())));
        }
    }
}
