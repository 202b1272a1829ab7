package dev.tailrace.launcher;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.files.Folders;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.launcher.CommandLine.UsageException;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Runtime;
import dev.tailrace.runtime.secrets.SecretStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** The program's entry. It is no JavaFX application itself, so that commands run without a display. */
public final class Main {
    private static final Set<String> HELP = Set.of("help", "--help", "-h");

    /** How the lines of the usage begin that tell of a command; those behind them go on. */
    private static final String USAGE_OF = "  tailrace ";

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
        List<Subcommand> commands = commands(secrets);
        if (HELP.contains(name)) {
            return help(arguments.size() > 1 ? arguments.get(1) : "", commands, terminal);
        }
        for (Subcommand command : commands) {
            if (command.name().equals(name)) {
                if (arguments.contains("--help") || arguments.contains("-h")) {
                    return help(name, commands, terminal);
                }
                try {
                    return command.run(arguments.subList(Math.min(1, arguments.size()), arguments.size()), terminal);
                } catch (UsageException wrong) {
                    terminal.say(String.valueOf(wrong.getMessage()), wrong.arguments());
                    terminal.err().println(usageOf(name, terminal));
                    return Exit.BAD_INPUT;
                }
            }
        }
        return unknown(name, terminal);
    }

    private static int unknown(String name, Terminal terminal) {
        terminal.say("usage.unknown-command", name);
        terminal.say("usage");
        return Exit.BAD_INPUT;
    }

    /** @param name of a command, or empty for all */
    private static int help(String name, List<Subcommand> commands, Terminal terminal) {
        if (!name.isEmpty()
                && commands.stream().noneMatch(command -> command.name().equals(name))) {
            return unknown(name, terminal);
        }
        terminal.out().println(name.isEmpty() ? terminal.texts().get("launcher.usage") : usageOf(name, terminal));
        return Exit.DONE;
    }

    /** The lines of the usage that tell of a command. */
    private static String usageOf(String name, Terminal terminal) {
        List<String> lines = new ArrayList<>();
        boolean isMeant = false;
        for (String line : terminal.texts().get("launcher.usage").lines().toList()) {
            if (line.startsWith(USAGE_OF)) {
                isMeant = line.startsWith(USAGE_OF + name + " ");
            }
            if (isMeant) {
                lines.add(line);
            }
        }
        return String.join("\n", lines);
    }
}
