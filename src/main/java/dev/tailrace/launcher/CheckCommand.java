package dev.tailrace.launcher;

import dev.tailrace.data.Problem;
import dev.tailrace.launcher.CommandLine.UsageException;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.List;
import java.util.Set;

/** {@code tailrace check FILE... [--env NAME] [--set name=value]...}: problems, one a line. */
final class CheckCommand implements Subcommand {
    private final SecretKeys secrets;

    CheckCommand(SecretKeys secrets) {
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return "check";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws UsageException {
        CommandLine line = CommandLine.parse(arguments, RunValues.OPTIONS, Set.of());
        if (line.words().isEmpty()) {
            throw new UsageException("usage.missing", "FILE");
        }
        PipelineFiles files = new PipelineFiles(
                Catalogue.load(), terminal, checked -> secrets.missing(checked, Problem.Severity.WARNING));
        int bad = 0;
        for (String file : line.words()) {
            CheckedPipeline checked = files.load(file, RunValues.of(line));
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
