package dev.tailrace.launcher;

import dev.tailrace.designer.files.Folders;
import dev.tailrace.designer.watch.Figures;
import dev.tailrace.launcher.CommandLine.UsageException;
import dev.tailrace.runtime.history.RunExport;
import dev.tailrace.runtime.history.RunFacts;
import dev.tailrace.runtime.history.RunFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code tailrace runs [FILE] [--json]}: lists the runs that this machine has written down, the latest first. */
final class RunsCommand implements Subcommand {
    private static final String LINE = "%-19s  %-10s %10s %14s %10s  %-7s  %s%n";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @Override
    public String name() {
        return "runs";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws UsageException {
        CommandLine line = CommandLine.parse(arguments, Set.of(), Set.of("json"));
        if (line.words().size() > 1) {
            throw new UsageException("usage.too-many", "FILE");
        }
        List<RunFacts> runs;
        try {
            runs = new RunFolders(Folders.ofMachine().state()).list();
        } catch (IOException e) {
            terminal.say("runs.unreadable", terminal.why(e));
            return Exit.FAILED;
        }
        if (!line.words().isEmpty()) {
            Path file = Path.of(line.words().get(0));
            runs = runs.stream().filter(run -> run.isOf(file, "")).toList();
        }
        if (line.has("json")) {
            terminal.out().println(RunExport.json(runs));
        } else if (runs.isEmpty()) {
            if (line.words().isEmpty()) {
                terminal.say("runs.none");
            } else {
                terminal.say("runs.none-of", line.words().get(0));
            }
        } else {
            print(runs, terminal);
        }
        return Exit.DONE;
    }

    private static void print(List<RunFacts> runs, Terminal terminal) {
        String[] heads = {"started", "outcome", "seconds", "rows", "rows-a-second", "version", "pipeline"};
        for (int i = 0; i < heads.length; i++) {
            heads[i] = terminal.texts().get("launcher.runs." + heads[i]);
        }
        terminal.out().printf(LINE, (Object[]) heads);
        Locale locale = terminal.texts().locale();
        for (RunFacts run : runs) {
            String parameters = run.parameters().entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .sorted()
                    .collect(Collectors.joining(" "));
            terminal.out()
                    .printf(
                            LINE,
                            TIME.format(run.started().atZone(ZoneId.systemDefault())),
                            terminal.texts()
                                    .get("launcher.runs.outcome."
                                            + run.outcome().name().toLowerCase(Locale.ROOT)),
                            String.format(locale, "%.1f", run.elapsed().toMillis() / 1e3),
                            String.format(locale, "%,d", run.rows()),
                            Figures.rate(run.rowsPerSecond(), locale),
                            run.version(),
                            run.pipeline() + (parameters.isEmpty() ? "" : "  " + parameters));
            if (!run.failure().isEmpty()) {
                terminal.out().println("    " + run.failure());
            }
        }
    }
}
