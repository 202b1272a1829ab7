package dev.tailrace.designer.finding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.designer.commands.RenameColumn;
import dev.tailrace.language.Environment;
import dev.tailrace.model.Node;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.SourceOperator;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plans what has to change so that a column has another name, from where it gets its name to where it ends or is given
 * another one. A plan is made only if the check then finds every node giving what it gave. Safe on any thread.
 */
public final class ColumnRename {
    /** One line of the preview: a setting before and after. */
    public record Line(String node, String path, String before, String after) {}

    /** What came of planning. */
    public sealed interface Plan {}

    /** @param atSource whether the name is that of data, so that the data must have it too */
    public record Ready(RenameColumn command, List<Line> lines, boolean atSource) implements Plan {
        public Ready {
            lines = List.copyOf(lines);
        }
    }

    /** @param cause what the node in the way would say, or null */
    public record Refused(Problem reason, @Nullable Problem cause) implements Plan {}

    private final Catalogue catalogue;
    private final ColumnFlow flow;

    public ColumnRename(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.flow = new ColumnFlow(catalogue);
    }

    /** @param wish another name, not blank */
    public Plan plan(CheckedPipeline checked, Column column, String wish) {
        Column origin = flow.origin(checked, column, false);
        Node node = checked.pipeline().node(origin.port().node()).orElseThrow();
        Renaming renaming = begun(checked, origin, node, wish);
        if (renaming == null) {
            StreamType stream = checked.stream(origin.port());
            return stream != null && stream.schema().contains(wish)
                    ? refused("designer.column.taken", node.name(), wish)
                    : refused("designer.column.not-named-here", node.name(), origin.name());
        }
        renaming.run();
        return result(checked, origin, wish, renaming);
    }

    /** Renames at the origin, if a setting there gives the name. */
    private @Nullable Renaming begun(CheckedPipeline checked, Column origin, Node node, String wish) {
        List<ColumnNaming.Change> places = SettingText.of(node, catalogue).stream()
                .filter(setting -> setting.field().kind() == Setting.Kind.TEXT
                        && setting.text().equals(origin.name()))
                .map(setting ->
                        new ColumnNaming.Change(node.id(), setting.path(), setting.field(), setting.text(), wish))
                .toList();
        List<List<ColumnNaming.Change>> tries = new ArrayList<>();
        places.forEach(place -> tries.add(List.of(place)));
        // Other settings of a source may speak of its own columns.
        tries.add(places);
        for (List<ColumnNaming.Change> attempt : tries) {
            if (!attempt.isEmpty()) {
                Renaming renaming = new Renaming(flow.check(), catalogue, checked, false);
                renaming.begin(node.id(), attempt);
                if (renaming.newProblem(node.id()) == null
                        && renaming.names(origin.port()).equals(Map.of(origin.name(), wish))) {
                    return renaming;
                }
            }
        }
        return null;
    }

    private Plan result(CheckedPipeline checked, Column origin, String wish, Renaming renaming) {
        Map<String, Map<String, String>> ports = new LinkedHashMap<>();
        for (CheckedNode node : checked.nodes().values()) {
            String name = node.node().name();
            Problem problem = renaming.newProblem(node.node().id());
            boolean whole = node.outputs().stream()
                    .allMatch(port -> renaming.isWhole(new PortRef(node.node().id(), port.name())));
            if (problem != null || !whole) {
                return isTaken(node, wish)
                        ? refused("designer.column.taken", name, wish)
                        : new Refused(Problem.error("designer.column.breaks", name), problem);
            }
            for (Port port : node.outputs()) {
                PortRef ref = new PortRef(node.node().id(), port.name());
                StreamType stream = checked.stream(ref);
                Map<String, String> renamed = renaming.names(ref);
                for (String after : renamed.values()) {
                    if (stream != null && stream.schema().contains(after)) {
                        return refused("designer.column.taken", name, after);
                    }
                }
                if (!renamed.isEmpty()) {
                    ports.put(ref.toString(), renamed);
                }
            }
        }
        for (Wire wire : checked.pipeline().wires()) {
            Map<String, String> renamed = renaming.names(wire);
            if (!renamed.isEmpty()) {
                ports.put(wire.to().toString(), renamed);
            }
        }
        Map<String, ObjectNode> settings = new LinkedHashMap<>();
        List<Line> lines = new ArrayList<>();
        for (ColumnNaming.Change change : renaming.changes()) {
            renaming.pipeline().node(change.node()).ifPresent(node -> settings.put(node.id(), node.settings()));
            lines.add(new Line(change.node(), change.path(), change.before(), change.after()));
        }
        boolean atSource =
                catalogue.operator(checked.node(origin.port().node()).node().operator()) instanceof SourceOperator;
        return new Ready(new RenameColumn(origin.name(), wish, settings, ports), lines, atSource);
    }

    /** Settings of a sink that is no node of the drawing, with other names for columns of its input. */
    public static ObjectNode inSink(
            String operator,
            ObjectNode settings,
            Schema schema,
            Map<String, String> names,
            Environment environment,
            Catalogue catalogue) {
        Node node = Node.of("sink", operator, "", settings);
        Operator<?> known = catalogue.operator(operator);
        String port = known == null || known.spec().inputs().isEmpty()
                ? ""
                : known.spec().inputs().get(0).name();
        ColumnNaming naming = new ColumnNaming(node, Map.of(port, schema), Map.of(port, names), environment);
        return ColumnNaming.apply(settings, naming.changes(catalogue));
    }

    private static boolean isTaken(CheckedNode node, String wish) {
        return node.output().ports().values().stream()
                .anyMatch(stream -> stream.schema().contains(wish));
    }

    private static Refused refused(String code, Object... arguments) {
        return new Refused(Problem.error(code, arguments), null);
    }
}
