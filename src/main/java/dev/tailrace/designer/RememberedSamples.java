package dev.tailrace.designer;

import dev.tailrace.designer.files.Folders;
import dev.tailrace.designer.files.SampleRows;
import dev.tailrace.designer.preview.SampleChoices;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** Remembers, for each pipeline file, on which rows its nodes are previewed; for a new pipeline once it has a file. */
final class RememberedSamples {
    private RememberedSamples() {}

    static void restore(OpenPipeline open, Folders folders, Remembering remembering) {
        SampleRows rows = new SampleRows(folders);
        Path first = open.pathProperty().get();
        Consumer<Map<String, SampleChoices.OfNode>> keep = choices -> {
            Path path = open.pathProperty().get();
            if (path != null) {
                remembering.write(() -> rows.write(path, choices));
            }
        };
        remembering.read(
                () -> first == null ? Map.<String, SampleChoices.OfNode>of() : rows.read(first),
                earlier -> open.workbench().samples().restore(earlier, keep));
    }
}
