package dev.tailrace.launcher;

import dev.tailrace.flink.FlinkSql;
import dev.tailrace.flink.FlinkTranslation;
import dev.tailrace.launcher.CommandLine.UsageException;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.SecretReferences;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.List;
import java.util.Set;

/** {@code tailrace sql FILE [--env NAME] [--set name=value]...}: the pipeline as Flink SQL, with secrets masked; what Flink cannot say alike is told on the error stream. */
final class SqlCommand implements Subcommand {
    @Override
    public String name() {
        return "sql";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws UsageException {
        CommandLine line = CommandLine.parse(arguments, RunValues.OPTIONS, Set.of());
        String file = line.onlyWord("FILE");
        CheckedPipeline checked = new PipelineFiles(Catalogue.load(), terminal).loadRunnable(file, RunValues.of(line));
        if (checked == null) {
            return Exit.BAD_INPUT;
        }
        FlinkSql sql = FlinkTranslation.of(checked);
        if (!sql.isComplete()) {
            sql.refusals().forEach(problem -> terminal.err()
                    .println(file + ": " + PipelineFiles.where(problem, checked.pipeline())
                            + terminal.texts().of(problem)));
            return Exit.FAILED;
        }
        terminal.out().print(SecretReferences.masked(sql.script()));
        return Exit.DONE;
    }
}
