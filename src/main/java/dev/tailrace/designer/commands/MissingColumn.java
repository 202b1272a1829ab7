package dev.tailrace.designer.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Problem;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adds a column that somebody asks for to the source that declares the columns of its format. */
final class MissingColumn {
    private static final Set<String> CODES = Set.of(
            "operators.unknown-column",
            "operators.unknown-column-near",
            "language.unknown-column",
            "language.unknown-column-near");
    private static final String COLUMNS = "format.columns";

    private MissingColumn() {}

    /** As text: what it is, only the person knows. Nothing where what comes from the source is changed on its way. */
    static Optional<Command> fix(Pipeline pipeline, CheckedPipeline checked, Problem problem) {
        String node = problem.node();
        if (node == null
                || !CODES.contains(problem.code())
                || !(problem.arguments().get(0) instanceof String column)) {
            return Optional.empty();
        }
        Node source = source(pipeline, checked, node, problem.place());
        if (source == null || !(SettingPath.get(source.settings(), COLUMNS) instanceof ArrayNode columns)) {
            return Optional.empty();
        }
        ArrayNode longer = columns.deepCopy();
        longer.addObject().put("name", column).put("type", DataType.STRING.toString());
        ObjectNode settings = SettingPath.with(source.settings(), COLUMNS, longer);
        return Optional.of(new Fixed(
                new ChangeSettings(source.id(), settings, null),
                "designer.fix.add-column",
                List.of(column, source.name())));
    }

    private static @Nullable Node source(
            Pipeline pipeline, CheckedPipeline checked, String start, @Nullable String place) {
        List<Wire> wires = pipeline.wiresTo(start);
        if (wires.size() > 1 && place != null) {
            wires = wires.stream()
                    .filter(wire -> place.endsWith("." + wire.to().port()))
                    .toList();
        }
        Set<String> seen = new HashSet<>();
        while (wires.size() == 1) {
            Wire wire = wires.get(0);
            String writer = wire.from().node();
            if (!seen.add(writer)) {
                return null;
            }
            List<Wire> before = pipeline.wiresTo(writer);
            if (before.isEmpty()) {
                return pipeline.node(writer).orElse(null);
            }
            if (before.size() > 1 || !passesAll(checked, before.get(0), wire)) {
                return null;
            }
            wires = before;
        }
        return null;
    }

    private static boolean passesAll(CheckedPipeline checked, Wire before, Wire after) {
        StreamType in = checked.stream(before);
        StreamType out = checked.stream(after);
        return in != null
                && out != null
                && in.schema().names().equals(out.schema().names());
    }
}
