package dev.tailrace.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.launcher.CommandLine.UsageException;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.PipelineTest;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.proof.Outcome;
import dev.tailrace.proof.TestRunner;
import dev.tailrace.runtime.Runtime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code tailrace test FILE... [--name PATTERN] [--env NAME] [--set name=value]... [--junit OUT.xml] [--report table|json]}: runs the
 * tests that pipelines carry, with a line for each and a table of what differs.
 */
final class TestCommand implements Subcommand {
    private final Function<Catalogue, Runtime> runtime;

    TestCommand(Function<Catalogue, Runtime> runtime) {
        this.runtime = runtime;
    }

    @Override
    public String name() {
        return "test";
    }

    /** The tests of one file that have run. */
    record Tested(String file, Pipeline pipeline, List<Outcome> outcomes) {}

    @Override
    public int run(List<String> arguments, Terminal terminal) throws UsageException, InterruptedException {
        CommandLine line = CommandLine.parse(arguments, Set.of("name", "set", "env", "junit", "report"), Set.of());
        if (line.words().isEmpty()) {
            throw new UsageException("usage.missing", "FILE");
        }
        String report = Objects.requireNonNullElse(line.value("report"), "table");
        if (!report.equals("table") && !report.equals("json")) {
            throw new UsageException("usage.report", report);
        }
        boolean json = report.equals("json");
        RunValues given = RunValues.of(line);
        Predicate<String> wanted = named(line.value("name"));
        Catalogue catalogue = Catalogue.load();
        TestRunner runner = new TestRunner(catalogue, runtime.apply(catalogue));
        TestLines lines = new TestLines(terminal, json ? terminal.err() : terminal.out());
        List<Tested> tested = new ArrayList<>();
        boolean allRead = true;
        for (String file : line.words()) {
            Pipeline pipeline = read(file, catalogue, terminal);
            Map<String, JsonNode> values = pipeline == null ? null : given.in(pipeline, file, terminal);
            if (pipeline == null || values == null) {
                allRead = false;
            } else {
                tested.add(run(runner, file, pipeline, wanted, values, lines));
            }
        }
        lines.total(tested);
        if (json) {
            terminal.out().println(TestReport.json(tested, terminal.texts()));
        }
        boolean written = write(line.value("junit"), tested, terminal);
        if (!allRead) {
            return Exit.BAD_INPUT;
        }
        boolean passed =
                tested.stream().flatMap(file -> file.outcomes().stream()).allMatch(Outcome::isPassed);
        return passed && written ? Exit.DONE : Exit.FAILED;
    }

    /** A test whose name has the text in it, whatever the case; {@code *} stands for anything. */
    private static Predicate<String> named(@Nullable String pattern) {
        if (pattern == null) {
            return name -> true;
        }
        String[] parts = pattern.toLowerCase(Locale.ROOT).split("\\*", -1);
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            text.append(text.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        Pattern compiled = Pattern.compile(text.toString(), Pattern.DOTALL);
        return name -> compiled.matcher(name.toLowerCase(Locale.ROOT)).find();
    }

    /** The pipeline, which may have errors where no test comes; null if there is none, and then it is told why. */
    private static @Nullable Pipeline read(String file, Catalogue catalogue, Terminal terminal) {
        Pipeline pipeline = PipelineJson.read(Path.of(file)).pipeline();
        if (pipeline == null) {
            new PipelineFiles(catalogue, terminal).load(file, RunValues.NONE);
        }
        return pipeline;
    }

    private static Tested run(
            TestRunner runner,
            String file,
            Pipeline pipeline,
            Predicate<String> wanted,
            Map<String, JsonNode> values,
            TestLines lines)
            throws InterruptedException {
        List<PipelineTest> tests = pipeline.attachments().tests().stream()
                .filter(test -> wanted.test(test.name()))
                .toList();
        lines.file(file, tests.size(), pipeline.attachments().tests().size());
        Path absolute = Path.of(file).toAbsolutePath().normalize();
        Path folder = Objects.requireNonNullElse(absolute.getParent(), absolute);
        List<Outcome> outcomes = new ArrayList<>();
        for (PipelineTest test : tests) {
            lines.begin(test.name());
            Outcome outcome = runner.run(pipeline, folder, test, values);
            lines.end(outcome, pipeline);
            outcomes.add(outcome);
        }
        return new Tested(file, pipeline, outcomes);
    }

    private static boolean write(@Nullable String out, List<Tested> tested, Terminal terminal) {
        if (out == null) {
            return true;
        }
        try {
            Path path = Path.of(out).toAbsolutePath();
            Path folder = path.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(path, JUnitXml.of(tested, terminal.texts()));
            return true;
        } catch (IOException failure) {
            terminal.say("cannot-write", out, terminal.why(failure));
            return false;
        }
    }
}
