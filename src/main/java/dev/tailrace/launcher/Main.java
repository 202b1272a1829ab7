package dev.tailrace.launcher;

import dev.tailrace.data.Texts;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.launcher.CommandLine.UsageException;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Runtime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The program's entry. It is no JavaFX application itself, so that commands run without a display. */
public final class Main {
    private static final List<Subcommand> COMMANDS = List.of(
            new OpenCommand(Main::embedded),
            new RunCommand(Main::embedded),
            new CheckCommand(),
            new TestCommand(Main::embedded),
            new OriginCommand(Main::embedded),
            new SqlCommand(),
            new ImportCommand(),
            new ExplainCommand(),
            new PictureCommand(),
            new OperatorsCommand(),
            new SchemaCommand());

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        Terminal terminal = Terminal.ofProcess(new Texts(Locale.getDefault()));
        System.exit(run(Arrays.asList(arguments), terminal));
    }

    private static Runtime embedded(Catalogue catalogue) {
        return new EmbeddedRuntime(new PipelineCheck(catalogue));
    }

    /** Runs one command and gives its exit code. */
    static int run(List<String> arguments, Terminal terminal) throws InterruptedException {
        String name = arguments.isEmpty() ? "open" : arguments.get(0);
        if (name.equals("--help") || name.equals("help") || name.equals("-h")) {
            terminal.out().println(terminal.texts().get("launcher.usage"));
            return Exit.DONE;
        }
        for (Subcommand command : COMMANDS) {
            if (command.name().equals(name)) {
                try {
                    return command.run(arguments.subList(Math.min(1, arguments.size()), arguments.size()), terminal);
                } catch (UsageException wrong) {
                    terminal.say(String.valueOf(wrong.getMessage()), wrong.arguments());
                    terminal.say("usage");
                    return Exit.BAD_INPUT;
                }
            }
        }
        terminal.say("usage.unknown-command", name);
        terminal.say("usage");
        return Exit.BAD_INPUT;
    }
}
