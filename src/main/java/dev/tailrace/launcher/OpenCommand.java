package dev.tailrace.launcher;

import dev.tailrace.designer.DesignerApp;
import dev.tailrace.flink.FlinkSql;
import dev.tailrace.flink.FlinkTranslation;
import dev.tailrace.launcher.CommandLine.UsageException;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Runtime;
import dev.tailrace.runtime.Translator.Script;
import dev.tailrace.runtime.secrets.SecretStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** {@code tailrace} and {@code tailrace open FILE}: the window. */
final class OpenCommand implements Subcommand {
    /** Held, so that its level stays: JavaFX warns at every start that it was not loaded as a module. */
    private static final Logger TOOLKIT_LOG = Logger.getLogger("javafx");

    private final Function<Catalogue, Runtime> runtime;
    private final SecretStore secrets;

    OpenCommand(Function<Catalogue, Runtime> runtime, SecretStore secrets) {
        this.secrets = secrets;
        this.runtime = runtime;
    }

    @Override
    public String name() {
        return "open";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws UsageException, InterruptedException {
        List<String> words = CommandLine.parse(arguments, Set.of(), Set.of()).words();
        if (words.size() > 1) {
            throw new UsageException("usage.too-many", "FILE");
        }
        Optional<Display.Obstacle> obstacle = Display.obstacle();
        if (obstacle.isPresent()) {
            String why = terminal.texts()
                    .get("launcher." + obstacle.get().key(), obstacle.get().display());
            terminal.say("no-display", why);
            return Exit.NO_DISPLAY;
        }
        TOOLKIT_LOG.setLevel(Level.SEVERE);
        Catalogue catalogue = Catalogue.load();
        DesignerApp.launch(
                runtime.apply(catalogue),
                secrets,
                OpenCommand::flinkSql,
                catalogue,
                words.isEmpty() ? null : Path.of(words.get(0)));
        return Exit.DONE;
    }

    private static Script flinkSql(CheckedPipeline pipeline) {
        FlinkSql sql = FlinkTranslation.of(pipeline);
        return new Script(sql.script(), sql.refusals());
    }
}
