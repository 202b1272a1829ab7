package dev.tailrace.launcher;

import dev.tailrace.data.Problem;
import dev.tailrace.designer.geometry.AutoLayout;
import dev.tailrace.launcher.CommandLine.UsageException;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.query.ScriptImport;
import dev.tailrace.query.ScriptImport.Imported;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * {@code tailrace import QUERY.sql}: a script of Flink SQL as a pipeline, written to a file or to standard output. What
 * cannot be drawn is told on the error stream with its place in the script.
 */
final class ImportCommand implements Subcommand {
    private static final String SQL = ".sql";

    @Override
    public String name() {
        return "import";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws UsageException {
        CommandLine line = CommandLine.parse(PipelineFiles.withLongOut(arguments), Set.of("out"), Set.of());
        String file = line.onlyWord("FILE");
        String script;
        try {
            script = Files.readString(Path.of(file));
        } catch (NoSuchFileException missing) {
            terminal.say("import.missing", file);
            return Exit.BAD_INPUT;
        } catch (MalformedInputException notText) {
            terminal.say("import.not-text", file);
            return Exit.BAD_INPUT;
        } catch (IOException failure) {
            terminal.say("import.unreadable", file, terminal.why(failure));
            return Exit.BAD_INPUT;
        }
        Imported imported = ScriptImport.of(script, name(Path.of(file)), Catalogue.load());
        imported.problems().forEach(problem -> tell(file, problem, terminal));
        Pipeline pipeline = imported.pipeline();
        if (pipeline == null) {
            return Exit.BAD_INPUT;
        }
        Pipeline placed = pipeline.withLayout(AutoLayout.of(pipeline));
        String out = line.value("out");
        return out == null ? print(placed, terminal) : write(placed, Path.of(out), terminal);
    }

    private static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(SQL) ? name.substring(0, name.length() - SQL.length()) : name;
    }

    private static int print(Pipeline pipeline, Terminal terminal) {
        terminal.out().println(PipelineJson.write(pipeline).stripTrailing());
        return Exit.DONE;
    }

    private static int write(Pipeline pipeline, Path file, Terminal terminal) {
        try {
            PipelineJson.write(pipeline, file);
        } catch (IOException failure) {
            terminal.say("cannot-write", file, terminal.why(failure));
            return Exit.FAILED;
        }
        terminal.say(
                "import.done", file, pipeline.nodes().size(), pipeline.wires().size());
        return Exit.DONE;
    }

    /** {@code file:line:column: text remedy}. */
    private static void tell(String file, Problem problem, Terminal terminal) {
        StringBuilder text = new StringBuilder(file);
        Problem.Span span = problem.span();
        if (span != null) {
            text.append(':').append(span.startLine()).append(':').append(span.startColumn());
        }
        text.append(": ");
        if (!problem.isError()) {
            text.append(terminal.texts().get("launcher.warning")).append(": ");
        }
        text.append(terminal.texts().message(problem));
        String remedy = terminal.texts().remedy(problem);
        if (remedy != null) {
            text.append(" \u2014 ").append(remedy);
        }
        terminal.err().println(text);
    }
}
