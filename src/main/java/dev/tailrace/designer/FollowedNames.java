package dev.tailrace.designer;

import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.designer.breakpoints.Mark;
import dev.tailrace.designer.breakpoints.Marks;
import dev.tailrace.designer.charts.ChartBoard;
import dev.tailrace.designer.charts.WireChart;
import dev.tailrace.designer.commands.Command;
import dev.tailrace.designer.commands.RenameColumn;
import dev.tailrace.designer.finding.ColumnRename;
import dev.tailrace.designer.finding.NamesInExpression;
import dev.tailrace.designer.pins.Pins;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Breakpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets what a person has set on wires follow a column that gets another name: conditions of breakpoints, pinned values and
 * charts, also when the edit is taken back. They are no part of the drawing, so its edits do not know of them. What watches
 * a run that still has the old names says so, until the next run. Used on the JavaFX thread.
 */
final class FollowedNames implements PipelineEditor.Follower {
    private final Workbench workbench;
    private final ChartBoard charts;

    private FollowedNames(Workbench workbench, ChartBoard charts) {
        this.workbench = workbench;
        this.charts = charts;
    }

    static void begin(Workbench workbench, ChartBoard charts) {
        workbench.editor().addFollower(new FollowedNames(workbench, charts));
    }

    @Override
    public void follow(Command command, boolean forwards) {
        if (command instanceof RenameColumn rename) {
            for (Wire wire : workbench.editor().pipeline().wires()) {
                Map<String, String> names =
                        rename.ports().getOrDefault(wire.from().toString(), Map.of());
                if (!names.isEmpty()) {
                    follow(wire, forwards ? names : turned(names));
                }
            }
        }
    }

    private static Map<String, String> turned(Map<String, String> names) {
        Map<String, String> turned = new LinkedHashMap<>();
        names.forEach((before, after) -> turned.put(after, before));
        return turned;
    }

    private void follow(Wire wire, Map<String, String> renamed) {
        CheckedPipeline checked = workbench.editor().checked();
        StreamType stream = checked.stream(wire);
        if (stream == null) {
            return;
        }
        Schema schema = named(stream.schema(), renamed);
        Marks marks = workbench.marks();
        Mark mark = marks.of(wire);
        if (mark != null) {
            Breakpoint at = mark.breakpoint();
            String condition = NamesInExpression.renamed(at.condition(), schema, checked.environment(), renamed);
            marks.set(wire, mark.with(new Breakpoint(condition, at.everyHits())));
        }
        Pins pins = workbench.pins();
        if (!pins.of(wire).isEmpty()) {
            Map<String, List<String>> all = new LinkedHashMap<>(pins.all());
            all.replace(
                    wire.id(),
                    pins.of(wire).stream()
                            .map(text -> NamesInExpression.renamed(text, schema, checked.environment(), renamed))
                            .toList());
            pins.restore(all);
        }
        charts.rewrite(chart -> chart.wire().id().equals(wire.id())
                ? new WireChart(
                        chart.wire(),
                        chart.operator(),
                        ColumnRename.inSink(
                                chart.operator(),
                                chart.settings(),
                                schema,
                                renamed,
                                checked.environment(),
                                workbench.editor().catalogue()))
                : chart);
    }

    /** The columns by the names of before: the latest check may know those of after already. */
    private static Schema named(Schema schema, Map<String, String> renamed) {
        if (renamed.keySet().stream().allMatch(schema::contains)) {
            return schema;
        }
        Map<String, String> before = turned(renamed);
        return new Schema(schema.fields().stream()
                .map((Field field) -> field.renamed(before.getOrDefault(field.name(), field.name())))
                .toList());
    }
}
