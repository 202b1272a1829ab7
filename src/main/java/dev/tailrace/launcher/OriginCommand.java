package dev.tailrace.launcher;

import dev.tailrace.data.Problem;
import dev.tailrace.data.json.JsonText;
import dev.tailrace.launcher.CommandLine.UsageException;
import dev.tailrace.model.Node;
import dev.tailrace.model.PortRef;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.proof.OriginJson;
import dev.tailrace.proof.OriginLines;
import dev.tailrace.runtime.Origin;
import dev.tailrace.runtime.Origin.Step;
import dev.tailrace.runtime.OriginWanted;
import dev.tailrace.runtime.OriginWanted.Limits;
import dev.tailrace.runtime.OriginWanted.Which;
import dev.tailrace.runtime.Runtime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code tailrace origin FILE --at NODE[.PORT] --row N|--where CONDITION [--set name=value]... [--json]}: the rows of the
 * sources that made a row, as a tree. Reads the sources once more from their start; writes nothing.
 */
final class OriginCommand implements Subcommand {
    private final Function<Catalogue, Runtime> runtime;

    OriginCommand(Function<Catalogue, Runtime> runtime) {
        this.runtime = runtime;
    }

    @Override
    public String name() {
        return "origin";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws UsageException, InterruptedException {
        Set<String> valued = new HashSet<>(RunValues.OPTIONS);
        valued.addAll(Set.of("at", "row", "where"));
        CommandLine line = CommandLine.parse(arguments, valued, Set.of("json"));
        String file = line.onlyWord("FILE");
        String at = line.value("at");
        if (at == null) {
            throw new UsageException("usage.missing", "--at NODE");
        }
        String where = line.value("where");
        if ((where == null) == (line.value("row") == null)) {
            throw new UsageException("usage.origin");
        }
        long number = where == null ? number(line.value("row")) : 0;
        Catalogue catalogue = Catalogue.load();
        CheckedPipeline checked = new PipelineFiles(catalogue, terminal).loadRunnable(file, RunValues.of(line));
        if (checked == null) {
            return Exit.BAD_INPUT;
        }
        PortRef place = place(checked, at);
        StreamType stream = place == null ? null : stream(checked, place);
        if (place == null || stream == null) {
            terminal.say("origin.no-place", at);
            return Exit.BAD_INPUT;
        }
        Which which = where == null ? (count, row) -> count == number : which(where, stream, checked, terminal);
        if (which == null) {
            return Exit.BAD_INPUT;
        }
        OriginWanted wanted = new OriginWanted(
                place.node(), isOutput(checked, place) ? place.port() : null, which, Limits.DEFAULT, null);
        Origin origin = runtime.apply(catalogue).origin(checked, wanted, (rows, followed) -> {});
        return tell(origin, checked, line.has("json"), terminal);
    }

    /** Null if the condition is wrong, and then it is told why. */
    private static @Nullable Which which(String where, StreamType stream, CheckedPipeline checked, Terminal terminal) {
        RowCondition.Outcome outcome = RowCondition.compile(where, stream.schema(), checked.environment());
        outcome.problems().stream().filter(Problem::isError).forEach(problem -> tell(problem, terminal));
        RowCondition condition = outcome.condition();
        return condition == null ? null : (count, row) -> condition.isTrue(row);
    }

    private static long number(@Nullable String text) throws UsageException {
        String digits = String.valueOf(text);
        if (!digits.matches("[1-9][0-9]{0,17}")) {
            throw new UsageException("usage.origin-row", digits);
        }
        return Long.parseLong(digits);
    }

    private static int tell(Origin origin, CheckedPipeline checked, boolean asJson, Terminal terminal) {
        if (asJson) {
            OriginJson json = new OriginJson(checked.environment().zone(), terminal.texts());
            terminal.out().println(JsonText.of(json.write(origin)));
        }
        Problem problem = origin.problem();
        if (problem != null) {
            tell(problem, terminal);
        }
        Step root = origin.root();
        if (!asJson && root != null) {
            new OriginLines(checked.pipeline(), checked.environment().zone(), terminal.texts())
                    .tree(root)
                    .forEach(terminal.out()::println);
        }
        origin.notes().forEach(note -> tell(note, terminal));
        return root == null ? Exit.FAILED : Exit.DONE;
    }

    private static void tell(Problem problem, Terminal terminal) {
        String remedy = terminal.texts().remedy(problem);
        terminal.err().println(terminal.texts().message(problem) + (remedy == null ? "" : " \u2014 " + remedy));
    }

    /** A node by its id or name, with its first port or the one that is said; null if there is none. */
    private static @Nullable PortRef place(CheckedPipeline checked, String at) {
        String node = node(checked, at);
        if (node != null) {
            CheckedNode found = checked.node(node);
            List<Port> ports = found.outputs().isEmpty() ? found.inputs() : found.outputs();
            return ports.isEmpty() ? null : new PortRef(node, ports.get(0).name());
        }
        int dot = at.lastIndexOf('.');
        String before = dot < 0 ? null : node(checked, at.substring(0, dot));
        String port = at.substring(dot + 1);
        return before == null || checked.node(before).port(port) == null ? null : new PortRef(before, port);
    }

    private static @Nullable String node(CheckedPipeline checked, String text) {
        return checked.pipeline().nodes().stream()
                .filter(node -> node.id().equals(text) || node.name().equals(text))
                .map(Node::id)
                .findFirst()
                .orElse(null);
    }

    private static boolean isOutput(CheckedPipeline checked, PortRef place) {
        return checked.stream(place) != null;
    }

    private static @Nullable StreamType stream(CheckedPipeline checked, PortRef place) {
        StreamType out = checked.stream(place);
        return out != null
                ? out
                : checked.pipeline().wiresInto(place).stream()
                        .findFirst()
                        .map(checked::stream)
                        .orElse(null);
    }
}
