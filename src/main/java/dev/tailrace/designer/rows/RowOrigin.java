package dev.tailrace.designer.rows;

import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.view.TableView;
import dev.tailrace.runtime.Run;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where rows come from: a wire, or what a sink shows. It outlives a run. */
sealed interface RowOrigin {
    record OfWire(Wire wire) implements RowOrigin {}

    record OfSink(String node) implements RowOrigin {}

    /** What is selected; of a node what it shows, else what it gives, else what it takes; null for nothing. */
    static @Nullable RowOrigin selected(PipelineEditor editor, @Nullable Run run) {
        Wire wire = editor.selectedWire();
        String node = editor.selectedNode();
        if (wire != null) {
            return new OfWire(wire);
        } else if (node == null) {
            return null;
        } else if (run != null && run.view(node) instanceof TableView) {
            return new OfSink(node);
        }
        Pipeline pipeline = editor.pipeline();
        List<Wire> out = pipeline.wiresFrom(node);
        List<Wire> in = pipeline.wiresTo(node);
        return !out.isEmpty() ? new OfWire(out.get(0)) : !in.isEmpty() ? new OfWire(in.get(0)) : null;
    }

    /** Whether the drawing has it. */
    default boolean isIn(Pipeline pipeline) {
        if (this instanceof OfWire of) {
            return pipeline.wires().contains(of.wire());
        }
        return pipeline.node(node()).isPresent();
    }

    /** The node that gives the rows, or the sink that shows them. */
    default String node() {
        return this instanceof OfWire of ? of.wire().from().node() : ((OfSink) this).node();
    }

    /** The wire on which the rows come; of a sink its first one, or null. */
    default @Nullable Wire wire(Pipeline pipeline) {
        return this instanceof OfWire of
                ? of.wire()
                : pipeline.wiresTo(node()).stream().findFirst().orElse(null);
    }

    /** How people read it: {@code Strong enough → Hourly by region}, with the port where it is not the usual one. */
    default String title(Pipeline pipeline) {
        if (this instanceof OfWire of) {
            String port = of.wire().from().port();
            String from = name(pipeline, of.wire().from().node()) + (port.equals("out") ? "" : " · " + port);
            return from + " → " + name(pipeline, of.wire().to().node());
        }
        return name(pipeline, node());
    }

    private static String name(Pipeline pipeline, String node) {
        return Objects.requireNonNull(
                pipeline.node(node).map(found -> found.name()).orElse(node));
    }
}
