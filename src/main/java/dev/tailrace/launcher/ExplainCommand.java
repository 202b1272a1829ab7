package dev.tailrace.launcher;

import dev.tailrace.data.Texts;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.engine.ExecutionPlan;
import dev.tailrace.engine.ExecutionPlan.NodePart;
import dev.tailrace.engine.ExecutionPlan.SourcePart;
import dev.tailrace.launcher.CommandLine.UsageException;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code tailrace explain FILE [--source]}: the threads that a run would have, the nodes of each, the columns that
 * sources read and leave out, and the Java that expressions become. Runs nothing and reaches nothing.
 */
final class ExplainCommand implements Subcommand {
    @Override
    public String name() {
        return "explain";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws UsageException {
        CommandLine line = CommandLine.parse(arguments, RunValues.OPTIONS, Set.of("source"));
        String file = line.onlyWord("FILE");
        Catalogue catalogue = Catalogue.load();
        CheckedPipeline checked = new PipelineFiles(catalogue, terminal).loadRunnable(file, RunValues.of(line));
        if (checked == null) {
            return Exit.BAD_INPUT;
        }
        ExecutionPlan plan = new EmbeddedRuntime(new PipelineCheck(catalogue)).plan(checked);
        new Page(checked, terminal).print(plan, line.has("source"));
        return Exit.DONE;
    }

    /** The text. */
    private static final class Page {
        private final CheckedPipeline checked;
        private final PrintStream out;
        private final Texts texts;
        private final String row;

        Page(CheckedPipeline checked, Terminal terminal) {
            this.checked = checked;
            this.out = terminal.out();
            this.texts = terminal.texts();
            int ids = widest(checked.nodes().keySet().stream().toList());
            int operators = widest(checked.nodes().keySet().stream()
                    .map(id -> checked.node(id).node().operator())
                    .toList());
            this.row = "  %-" + ids + "s  %-" + operators + "s  ";
        }

        private static int widest(List<String> words) {
            return words.stream().mapToInt(String::length).max().orElse(0);
        }

        void print(ExecutionPlan plan, boolean withSources) {
            out.println(texts.get(
                    "launcher.explain.head",
                    checked.pipeline().name(),
                    plan.tasks().size(),
                    plan.sources().size()));
            for (int task = 0; task < plan.tasks().size(); task++) {
                out.println();
                out.println(texts.get("launcher.explain.task", Integer.toString(task)));
                for (SourcePart source : plan.sources()) {
                    if (source.task() == task) {
                        print(source);
                    }
                }
                for (NodePart node : plan.tasks().get(task).nodes()) {
                    line(node.node(), inputs(node));
                }
            }
            if (withSources) {
                plan.tasks().forEach(task -> task.nodes().forEach(this::printCode));
            }
        }

        private void print(SourcePart source) {
            line(
                    source.node(),
                    texts.get(source.threads() ? "launcher.explain.partitions" : "launcher.explain.direct"));
            columns("launcher.explain.reads", source.read());
            columns("launcher.explain.leaves-out", source.pruned());
        }

        private void columns(String key, List<String> names) {
            if (!names.isEmpty()) {
                out.println(row.formatted("", "") + texts.get(key, String.join(", ", names)));
            }
        }

        private void line(String id, String text) {
            out.println((row.formatted(id, checked.node(id).node().operator()) + text).stripTrailing());
        }

        private String inputs(NodePart node) {
            return node.inputs().stream().map(wire -> input(node, wire)).collect(Collectors.joining(", "));
        }

        private String input(NodePart node, Wire wire) {
            String from = wire.from().toString();
            return node.crossing().contains(wire) ? texts.get("launcher.explain.ring", from) : from;
        }

        private void printCode(NodePart node) {
            for (String source : node.sources()) {
                out.println();
                out.println("// " + node.node());
                out.print(source);
            }
        }
    }
}
