package dev.tailrace.launcher;

import dev.tailrace.designer.canvas.PictureWriter;
import dev.tailrace.designer.export.PipelineDescription;
import dev.tailrace.launcher.CommandLine.UsageException;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * {@code tailrace describe FILE [-o OUT.md]}: a pipeline in Markdown, on standard output, or in a file with its picture
 * beside it.
 */
final class DescribeCommand implements Subcommand {
    @Override
    public String name() {
        return "describe";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws UsageException {
        CommandLine line = CommandLine.parse(PipelineFiles.withLongOut(arguments), Set.of("out", "theme"), Set.of());
        String file = line.onlyWord("FILE");
        boolean dark = PipelineFiles.isDark(line);
        Catalogue catalogue = Catalogue.load();
        CheckedPipeline checked = new PipelineFiles(catalogue, terminal).load(file, RunValues.NONE);
        if (checked == null) {
            return Exit.BAD_INPUT;
        }
        PipelineDescription description = new PipelineDescription(catalogue, terminal.texts());
        String out = line.value("out");
        if (out == null) {
            terminal.out().print(description.of(checked, null));
            return Exit.DONE;
        }
        Path page = Path.of(out);
        Path picture = PipelineDescription.pictureOf(page);
        try {
            new PictureWriter(catalogue, terminal.texts()).write(checked, dark, picture);
            Files.writeString(page, description.of(checked, String.valueOf(picture.getFileName())));
        } catch (IOException broken) {
            terminal.say("cannot-write", out, terminal.why(broken));
            return Exit.FAILED;
        }
        return Exit.DONE;
    }
}
