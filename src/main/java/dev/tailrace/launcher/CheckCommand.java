package dev.tailrace.launcher;

import dev.tailrace.launcher.CommandLine.UsageException;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.List;
import java.util.Set;

/** {@code tailrace check FILE...}: problems, one a line. */
final class CheckCommand implements Subcommand {
    @Override
    public String name() {
        return "check";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws UsageException {
        CommandLine line = CommandLine.parse(arguments, Set.of("set"), Set.of());
        if (line.words().isEmpty()) {
            throw new UsageException("usage.missing", "FILE");
        }
        PipelineFiles files = new PipelineFiles(Catalogue.load(), terminal);
        int bad = 0;
        for (String file : line.words()) {
            CheckedPipeline checked = files.load(file, PipelineFiles.parameters(line.values("set")));
            if (checked == null || checked.hasErrors()) {
                bad++;
            } else {
                terminal.say(
                        "check.fine",
                        file,
                        checked.pipeline().nodes().size(),
                        checked.pipeline().wires().size());
            }
        }
        return bad == 0 ? Exit.DONE : Exit.BAD_INPUT;
    }
}
