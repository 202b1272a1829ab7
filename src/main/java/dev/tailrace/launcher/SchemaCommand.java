package dev.tailrace.launcher;

import dev.tailrace.launcher.CommandLine.UsageException;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.PipelineSchema;
import java.util.List;
import java.util.Set;

/** {@code tailrace schema}: the JSON Schema of pipeline files. */
final class SchemaCommand implements Subcommand {
    @Override
    public String name() {
        return "schema";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws UsageException {
        if (!CommandLine.parse(arguments, Set.of(), Set.of()).words().isEmpty()) {
            throw new UsageException("usage.too-many", "");
        }
        terminal.out()
                .println(PipelineSchema.of(Catalogue.load(), terminal.texts()).toPrettyString());
        return Exit.DONE;
    }
}
