package dev.tailrace.flink;

import dev.tailrace.data.Problem;
import dev.tailrace.flink.FlinkSql.Statement;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.Expanded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns a checked pipeline into Flink SQL: a table per source and sink, a view per output, named after the node, and
 * one statement set. Pure: the same pipeline gives the same text.
 *
 * <p>Views cannot declare watermarks, so event time is declared by tables: see {@link EventTimeFold}. A view that only
 * leads to event time is written once, in the form that carries the time; one that also leads elsewhere is written
 * for each, under names such as {@code node@eventTimeNode}.
 */
public final class FlinkTranslation {
    private final CheckedPipeline checked;
    private final Pipeline pipeline;
    private final Map<String, FlinkNode> said = new HashMap<>();
    private final Map<String, EventTimeFold> folds = new LinkedHashMap<>();
    private final List<Problem> refusals = new ArrayList<>();
    private final List<Statement> definitions = new ArrayList<>();
    private final List<Statement> inserts = new ArrayList<>();
    /** Output ports whose plain view somebody reads. */
    private final Set<PortRef> read = new HashSet<>();

    private FlinkTranslation(CheckedPipeline checked) {
        this.checked = checked;
        this.pipeline = checked.pipeline();
    }

    /** @throws IllegalArgumentException if the pipeline has errors */
    public static FlinkSql of(CheckedPipeline checked) {
        if (checked.hasErrors()) {
            throw new IllegalArgumentException("a pipeline with errors: " + checked.problems());
        }
        Expanded expanded = checked.expanded();
        if (expanded == null) {
            return new FlinkTranslation(checked).translate();
        }
        FlinkSql sql = new FlinkTranslation(expanded.pipeline()).translate();
        List<Problem> refusals = sql.refusals().stream().map(expanded::outer).toList();
        return new FlinkSql(sql.name(), sql.settings(), sql.definitions(), sql.inserts(), refusals);
    }

    private FlinkSql translate() {
        checked.nodes().values().forEach(this::say);
        findReaders();
        Set<String> taken = new HashSet<>();
        read.forEach(port -> taken.add(port.node()));
        folds.forEach((id, fold) -> {
            if (isWritten(checked.node(id))) {
                fold.takeNames(taken);
            }
        });
        checked.nodes().values().forEach(this::write);
        return new FlinkSql(pipeline.name(), settings(), definitions, inserts, refusals);
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("pipeline.name", pipeline.name());
        settings.put("execution.runtime-mode", "streaming");
        settings.put("parallelism.default", Integer.toString(pipeline.parallelism()));
        settings.put("table.local-time-zone", checked.environment().zone().getId());
        // A watermark after every row, as on the embedded engine: else a timer decides which rows are late.
        settings.put("pipeline.auto-watermark-interval", "0 ms");
        if (pipeline.checkpointInterval() != null) {
            settings.put("execution.checkpointing.interval", pipeline.checkpointInterval());
        }
        return settings;
    }

    /** Asks the node for its SQL, unless a node above it could not be said. */
    private void say(CheckedNode node) {
        String id = node.node().id();
        for (Wire wire : pipeline.wiresTo(id)) {
            if (!said.containsKey(wire.from().node())) {
                return;
            }
        }
        FlinkNode flink = ask(node);
        if (flink instanceof FlinkNode.Refused refused) {
            refusals.add(refused.reason().at(id, refused.port()));
        } else if (flink instanceof FlinkNode.EventTime time) {
            EventTimeFold.Found found = EventTimeFold.find(id, time, checked, said);
            if (found.refusal() != null) {
                refusals.add(found.refusal().at(id, null));
            } else if (found.fold() != null) {
                folds.put(id, found.fold());
                said.put(id, flink);
            }
        } else {
            said.put(id, flink);
        }
    }

    private FlinkNode ask(CheckedNode node) {
        Operator<?> operator = node.operator();
        Placement<?> placement = node.placement();
        if (operator == null || placement == null) {
            throw new IllegalArgumentException("the check let " + node.node().id() + " pass without a placement");
        }
        String id = node.node().id();
        return flink(operator, placement, new FlinkScript() {
            @Override
            public List<String> views(String port) {
                return pipeline.wiresInto(new PortRef(id, port)).stream()
                        .map(wire -> FlinkScript.quote(viewName(wire.from())))
                        .toList();
            }

            @Override
            public boolean everyChange() {
                return givesEveryChange(id);
            }
        });
    }

    /** Whether a node below reads every change that leaves this one, directly or through others. */
    private boolean givesEveryChange(String id) {
        return pipeline.wiresFrom(id).stream().anyMatch(wire -> {
            StreamType stream = checked.stream(wire);
            CheckedNode reader = checked.node(wire.to().node());
            Operator<?> operator = reader.operator();
            Placement<?> placement = reader.placement();
            return stream != null
                    && stream.changes()
                    && operator != null
                    && placement != null
                    && (readsEveryChange(operator, placement)
                            || givesEveryChange(reader.node().id()));
        });
    }

    @SuppressWarnings("unchecked") // as of flink
    private static <S extends Record> boolean readsEveryChange(Operator<S> operator, Placement<?> placement) {
        return operator.readsEveryChange((S) placement.settings());
    }

    /** The settings are of the operator's own type: the check has mapped them to it. */
    @SuppressWarnings("unchecked")
    private static <S extends Record> FlinkNode flink(
            Operator<S> operator, Placement<?> placement, FlinkScript script) {
        return operator.flink((Placement<S>) placement, script);
    }

    /** The name of the view of an output, without quotes. */
    static String viewName(PortRef port) {
        return port.port().equals("out") ? port.node() : port.node() + "." + port.port();
    }

    /** Goes up from the ends of the drawing; event time is read from its own tables, not from the views above it. */
    private void findReaders() {
        List<CheckedNode> nodes = new ArrayList<>(checked.nodes().values());
        for (int i = nodes.size() - 1; i >= 0; i--) {
            CheckedNode node = nodes.get(i);
            String id = node.node().id();
            if (!said.containsKey(id)) {
                continue;
            }
            if (pipeline.wiresFrom(id).isEmpty()) {
                // Nobody reads it yet; it is shown all the same.
                node.outputs().stream()
                        .filter(port -> !port.optional())
                        .forEach(port -> read.add(new PortRef(id, port.name())));
            }
            if (!(said.get(id) instanceof FlinkNode.EventTime) && isWritten(node)) {
                pipeline.wiresTo(id).forEach(wire -> read.add(wire.from()));
            }
        }
    }

    private boolean isWritten(CheckedNode node) {
        return node.outputs().isEmpty()
                || node.outputs().stream()
                        .anyMatch(port -> read.contains(new PortRef(node.node().id(), port.name())));
    }

    private void write(CheckedNode node) {
        String id = node.node().id();
        FlinkNode flink = said.get(id);
        if (flink == null || !isWritten(node)) {
            return;
        }
        String name = node.node().name();
        if (flink instanceof FlinkNode.EventTime) {
            EventTimeFold fold = folds.get(id);
            if (fold != null) {
                fold.write(definitions);
            }
        } else if (flink instanceof FlinkNode.SourceTable table) {
            SqlText.source(id, name, table, null, definitions);
        } else if (flink instanceof FlinkNode.SinkTable sink) {
            definitions.add(new Statement(name, SqlText.sinkTable(id, sink)));
            inserts.add(new Statement("", "INSERT INTO " + FlinkScript.quote(id) + "\n" + sink.query()));
        } else {
            if (flink instanceof FlinkNode.Views views) {
                views.before().forEach(definition -> write(definition, name));
            }
            for (Port port : node.outputs()) {
                PortRef from = new PortRef(id, port.name());
                if (read.contains(from)) {
                    definitions.add(new Statement(name, SqlText.view(viewName(from), query(flink, from, node))));
                }
            }
        }
    }

    private void write(FlinkNode.Definition definition, String comment) {
        if (definition instanceof FlinkNode.SideTable side) {
            FlinkNode.Computed time = side.time();
            SqlText.TimeColumn column = time == null
                    ? null
                    : new SqlText.TimeColumn(
                            null,
                            time.field().name(),
                            time.sql(),
                            FlinkScript.quote(time.field().name()));
            SqlText.source(side.name(), comment, side.table(), column, definitions);
        } else if (definition instanceof FlinkNode.SideView view) {
            definitions.add(new Statement(comment, SqlText.view(view.name(), view.query())));
        }
    }

    private String query(FlinkNode flink, PortRef port, CheckedNode node) {
        String query = null;
        if (flink instanceof FlinkNode.Views views) {
            query = views.queries().get(port.port());
        } else if (flink instanceof FlinkNode.RowByRow rows) {
            FlinkNode.Select select = rows.selects().get(port.port());
            Wire wire = pipeline.wiresInto(new PortRef(node.node().id(), "in")).get(0);
            StreamType stream = checked.stream(wire);
            query = select == null || stream == null
                    ? null
                    : SqlText.select(
                            select, viewName(wire.from()), stream.schema().names(), null);
        }
        if (query == null) {
            throw new IllegalStateException(port + " is not said in SQL");
        }
        return query;
    }
}
