package dev.tailrace.launcher;

import dev.tailrace.designer.canvas.PictureWriter;
import dev.tailrace.launcher.CommandLine.UsageException;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** {@code tailrace picture FILE OUT.png|OUT.svg [--theme light|dark]}: draws a pipeline, without a display. */
final class PictureCommand implements Subcommand {
    @Override
    public String name() {
        return "picture";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws UsageException {
        CommandLine line = CommandLine.parse(arguments, Set.of("theme"), Set.of());
        if (line.words().size() != 2) {
            throw new UsageException(line.words().size() < 2 ? "usage.missing" : "usage.too-many", "FILE OUT");
        }
        Path out = Path.of(line.words().get(1));
        if (!PictureWriter.canWrite(out)) {
            throw new UsageException("usage.picture", out.toString());
        }
        boolean dark = PipelineFiles.isDark(line);
        Catalogue catalogue = Catalogue.load();
        CheckedPipeline checked =
                new PipelineFiles(catalogue, terminal).load(line.words().get(0), RunValues.NONE);
        if (checked == null) {
            return Exit.BAD_INPUT;
        }
        try {
            new PictureWriter(catalogue, terminal.texts()).write(checked, dark, out);
        } catch (IOException broken) {
            terminal.say("cannot-write", out.toString(), terminal.why(broken));
            return Exit.FAILED;
        }
        return Exit.DONE;
    }
}
