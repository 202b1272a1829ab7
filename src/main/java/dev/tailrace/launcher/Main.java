package dev.tailrace.launcher;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.files.Folders;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.launcher.CommandLine.UsageException;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Runtime;
import dev.tailrace.runtime.secrets.SecretStore;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The program's entry. It is no JavaFX application itself, so that commands run without a display. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        Terminal terminal = Terminal.ofProcess(new Texts(Locale.getDefault()));
        System.exit(run(Arrays.asList(arguments), terminal));
    }

    private static List<Subcommand> commands(SecretKeys secrets) {
        Function<Catalogue, Runtime> embedded =
                catalogue -> new EmbeddedRuntime(new PipelineCheck(catalogue), secrets.store());
        return List.of(
                new OpenCommand(embedded, secrets.store()),
                new RunCommand(embedded, secrets),
                new RunsCommand(),
                new CheckCommand(secrets),
                new TestCommand(embedded),
                new OriginCommand(embedded),
                new SqlCommand(),
                new ImportCommand(),
                new ExplainCommand(),
                new PictureCommand(),
                new DescribeCommand(),
                new DiffCommand(),
                new MergeCommand(),
                new OperatorsCommand(),
                new SecretsCommand(secrets),
                new SchemaCommand());
    }

    /** Runs one command and gives its exit code. */
    static int run(List<String> arguments, Terminal terminal) throws InterruptedException {
        SecretStore store = SecretStore.in(Folders.ofMachine().config(), System.getenv());
        return run(arguments, terminal, new SecretKeys(store, Asking.ofProcess()));
    }

    /** As {@link #run(List, Terminal)}, with the secrets of another machine. */
    static int run(List<String> arguments, Terminal terminal, SecretKeys secrets) throws InterruptedException {
        String name = arguments.isEmpty() ? "open" : arguments.get(0);
        if (name.equals("--help") || name.equals("help") || name.equals("-h")) {
            terminal.out().println(terminal.texts().get("launcher.usage"));
            return Exit.DONE;
        }
        for (Subcommand command : commands(secrets)) {
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
