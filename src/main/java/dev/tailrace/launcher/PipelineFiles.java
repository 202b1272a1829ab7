package dev.tailrace.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.data.Problem;
import dev.tailrace.launcher.CommandLine.UsageException;
import dev.tailrace.model.FileLines;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.PipelineJson.Loaded;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.operator.nested.SubPipelineFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads and checks pipelines for the commands and tells their problems, one a line. */
final class PipelineFiles {
    private final Catalogue catalogue;
    private final Terminal terminal;
    private final Function<CheckedPipeline, List<Problem>> besides;

    PipelineFiles(Catalogue catalogue, Terminal terminal) {
        this(catalogue, terminal, checked -> List.of());
    }

    /** @param besides finds problems that do not lie in the drawing */
    PipelineFiles(Catalogue catalogue, Terminal terminal, Function<CheckedPipeline, List<Problem>> besides) {
        this.catalogue = catalogue;
        this.terminal = terminal;
        this.besides = besides;
    }

    /**
     * Reads and checks a file; its problems are told on the error stream.
     *
     * @param given values of parameters
     * @return null if the file cannot be read as a pipeline, or has no such environment
     */
    @Nullable
    CheckedPipeline load(String file, RunValues given) {
        Path path = Path.of(file);
        Loaded loaded = PipelineJson.read(path);
        Pipeline pipeline = loaded.pipeline();
        if (pipeline == null) {
            loaded.problems().forEach(problem -> tell(file, problem, null, loaded.lines()));
            return null;
        }
        Map<String, JsonNode> values = given.in(pipeline, file, terminal);
        if (values == null) {
            return null;
        }
        Path folder = folderOf(path);
        CheckedPipeline drawn = new PipelineCheck(catalogue)
                .check(pipeline, folder, values, new SubPipelineFiles().read(pipeline, folder));
        CheckedPipeline checked = drawn.withProblems(besides.apply(drawn));
        checked.problems().forEach(problem -> tell(file, problem, pipeline, loaded.lines()));
        return checked;
    }

    /** As {@link #load}, but null also if the pipeline has errors and cannot be run. */
    @Nullable
    CheckedPipeline loadRunnable(String file, RunValues given) {
        CheckedPipeline checked = load(file, given);
        return checked == null || checked.hasErrors() ? null : checked;
    }

    /**
     * Reads a version of a pipeline, without checking it; what is wrong with the file is told on the error stream. Git
     * gives an empty file, or none ({@code /dev/null}), for a version that is not there: that is an empty pipeline.
     *
     * @return null if the file cannot be read as a pipeline
     */
    @Nullable
    Pipeline version(String file) {
        Path path = Path.of(file);
        if (isNothing(path)) {
            return Pipeline.empty("");
        }
        Loaded loaded = PipelineJson.read(path);
        if (loaded.pipeline() == null) {
            loaded.problems().forEach(problem -> tell(file, problem, null, loaded.lines()));
        }
        return loaded.pipeline();
    }

    private static boolean isNothing(Path path) {
        try {
            return path.toString().equals("/dev/null") || Files.isRegularFile(path) && Files.size(path) == 0;
        } catch (IOException unreadable) {
            // Reading it says why.
            return false;
        }
    }

    /** The folder that relative paths of a pipeline in this file start from. */
    static Path folderOf(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return Objects.requireNonNullElse(absolute.getParent(), absolute);
    }

    /** {@code -o} is short for {@code --out}. */
    static List<String> withLongOut(List<String> arguments) {
        return arguments.stream()
                .map(argument -> argument.equals("-o") ? "--out" : argument)
                .toList();
    }

    /** The answer of {@code --theme light|dark}; light unless said. */
    static boolean isDark(CommandLine line) throws UsageException {
        String theme = line.has("theme") ? String.valueOf(line.value("theme")) : "light";
        if (!theme.equals("light") && !theme.equals("dark")) {
            throw new UsageException("usage.theme", theme);
        }
        return theme.equals("dark");
    }

    /** {@code file:line: node: setting: text remedy}, parts that are not known left out. */
    private void tell(String file, Problem problem, @Nullable Pipeline pipeline, FileLines lines) {
        Problem.Span span = problem.span();
        int line =
                problem.node() == null && span != null ? span.startLine() : lines.line(problem.node(), problem.place());
        StringBuilder text = new StringBuilder(file).append(':').append(line).append(": ");
        if (!problem.isError()) {
            text.append(terminal.texts().get("launcher.warning")).append(": ");
        }
        text.append(where(problem, pipeline)).append(terminal.texts().message(problem));
        String remedy = terminal.texts().remedy(problem);
        if (remedy != null) {
            text.append(" \u2014 ").append(remedy);
        }
        terminal.err().println(text);
    }

    /** The name of the problem's node and its setting, each with a colon and a blank behind it. */
    static String where(Problem problem, @Nullable Pipeline pipeline) {
        String node = problem.node();
        if (node == null) {
            return "";
        }
        String name =
                pipeline == null ? node : pipeline.node(node).map(Node::name).orElse(node);
        return name + ": " + (problem.place() == null ? "" : problem.place() + within(problem.span()) + ": ");
    }

    /** In a text of several lines, as a query: {@code :line:column}. */
    private static String within(Problem.@Nullable Span span) {
        return span == null || span.endLine() == 1 ? "" : ":" + span.startLine() + ":" + span.startColumn();
    }
}
