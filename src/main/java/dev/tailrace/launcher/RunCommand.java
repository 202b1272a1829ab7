package dev.tailrace.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.data.Problem;
import dev.tailrace.designer.files.Folders;
import dev.tailrace.launcher.CommandLine.UsageException;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.DurationText;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import dev.tailrace.runtime.Runtime;
import dev.tailrace.runtime.history.RunFolders;
import dev.tailrace.runtime.history.RunRecorder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code tailrace run FILE [--env NAME] [--set name=value]... [--for 30s] [--report table|json] [--no-history]}: runs a
 * pipeline and shows it as a
 * table that is redrawn in place, as lines where there is no terminal, or as one JSON object at the end.
 */
final class RunCommand implements Subcommand {
    private static final Duration REDRAW = Duration.ofMillis(250);
    private static final Duration LINE = Duration.ofSeconds(10);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    /** A slow disk must not keep a program from ending whose work is done. */
    private static final Duration WRITE_PATIENCE = Duration.ofSeconds(3);

    private final Function<Catalogue, Runtime> runtime;
    private final SecretKeys secrets;

    RunCommand(Function<Catalogue, Runtime> runtime, SecretKeys secrets) {
        this.secrets = secrets;
        this.runtime = runtime;
    }

    @Override
    public String name() {
        return "run";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws UsageException, InterruptedException {
        CommandLine line =
                CommandLine.parse(arguments, Set.of("on", "set", "env", "for", "report"), Set.of("no-history"));
        String file = line.onlyWord("FILE");
        String on = line.value("on");
        if (on != null && !on.equals("embedded")) {
            throw new UsageException("usage.on", on, file);
        }
        String report = line.has("report") ? String.valueOf(line.value("report")) : "table";
        if (!report.equals("table") && !report.equals("json")) {
            throw new UsageException("usage.report", report);
        }
        Duration limit = limit(line.value("for"));
        Catalogue catalogue = Catalogue.load();
        CheckedPipeline checked = new PipelineFiles(
                        catalogue, terminal, drawn -> secrets.missing(drawn, Problem.Severity.ERROR))
                .loadRunnable(file, RunValues.of(line));
        if (checked == null) {
            return Exit.BAD_INPUT;
        }
        secrets.openFor(checked, terminal);
        tellCode(checked.pipeline(), terminal);
        boolean json = report.equals("json");
        long cpuBefore = RunReport.cpuNanos();
        long begun = System.nanoTime();
        Runtime chosen = runtime.apply(catalogue);
        Run run = chosen.start(checked, RunOptions.DEFAULT);
        RunRecorder recorder = line.has("no-history") ? null : record(run, file, chosen, terminal);
        watch(run, limit, json ? new RunLines(run, terminal.err(), terminal.texts()) : display(run, terminal));
        if (json) {
            terminal.out()
                    .println(RunReport.of(
                            run, System.nanoTime() - begun, RunReport.cpuNanos() - cpuBefore, terminal.texts()));
        } else if (terminal.live()) {
            new SinkTables(run, terminal).print();
        }
        Problem failure = run.failure();
        if (failure != null) {
            terminal.err()
                    .println(PipelineFiles.where(failure, checked.pipeline())
                            + terminal.texts().of(failure));
            SinkTables.printFailedRow(run, terminal);
        }
        if (recorder != null) {
            recorder.await(WRITE_PATIENCE);
        }
        return run.state() == Run.State.FAILED ? Exit.FAILED : Exit.DONE;
    }

    private static RunRecorder record(Run run, String file, Runtime runtime, Terminal terminal) {
        return RunRecorder.start(
                run,
                Path.of(file),
                runtime.name(),
                Instant.now(),
                new RunFolders(Folders.ofMachine().state()),
                terminal.texts()::of,
                failed -> terminal.say("run.not-recorded", terminal.why(failed)));
    }

    /** Whose code is going to run besides Tailrace's own. */
    private static void tellCode(Pipeline pipeline, Terminal terminal) {
        for (Node node : pipeline.nodes()) {
            if (node.operator().equals("java-function")) {
                JsonNode settings = node.settings();
                terminal.say(
                        "run.code",
                        node.name(),
                        settings.path("className").asText(),
                        settings.path("jar").asText());
            }
        }
    }

    private static @Nullable Duration limit(@Nullable String text) throws UsageException {
        if (text == null) {
            return null;
        }
        Optional<Duration> duration = DurationText.parse(text);
        if (duration.isEmpty()) {
            throw new UsageException("usage.for", text);
        }
        return duration.get();
    }

    private static RunDisplay display(Run run, Terminal terminal) {
        return terminal.live() ? new RunTable(run, terminal) : new RunLines(run, terminal.out(), terminal.texts());
    }

    /** Shows the run until it ends; an interrupt of the process stops it in good order first. */
    private static void watch(Run run, @Nullable Duration limit, RunDisplay display) throws InterruptedException {
        Thread stopper = new Thread(() -> stop(run), "stop on interrupt");
        java.lang.Runtime.getRuntime().addShutdownHook(stopper);
        long deadline = limit == null ? Long.MAX_VALUE : System.nanoTime() + limit.toNanos();
        Duration pause = display instanceof RunTable ? REDRAW : LINE;
        display.begin();
        boolean ended;
        do {
            long left = limit == null ? Long.MAX_VALUE : Math.max(1, deadline - System.nanoTime());
            ended = run.await(Duration.ofNanos(Math.min(pause.toNanos(), left)));
            if (!ended && limit != null && System.nanoTime() >= deadline) {
                run.finish();
                ended = run.await(pause);
            }
            if (!ended) {
                display.show();
            }
        } while (!ended);
        display.end();
        try {
            java.lang.Runtime.getRuntime().removeShutdownHook(stopper);
        } catch (IllegalStateException alreadyShuttingDown) {
            // The hook is running: it ends by itself, since the run has ended.
            return;
        }
    }

    private static void stop(Run run) {
        run.stop();
        try {
            run.await(STOP_PATIENCE);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
