package dev.tailrace.designer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import dev.tailrace.model.Attachments;
import dev.tailrace.model.Group;
import dev.tailrace.model.Node;
import dev.tailrace.model.Note;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Port.Carries;
import dev.tailrace.operator.Port.Side;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A catalogue of operators that only have a look, and drawings made of them. */
public final class Drawings {
    public static final Texts TEXTS = new Texts(Locale.ENGLISH);

    private Drawings() {}

    /** What stands under the name, and whether the operator finds something wrong. */
    public record Look(
            @Setting(kind = Setting.Kind.TEXT) @Nullable String what,
            @Setting(kind = Setting.Kind.TEXT) @Nullable String wrong) {}

    private record Stub(OperatorSpec spec) implements TransformOperator<Look> {
        @Override
        public Class<Look> settingsType() {
            return Look.class;
        }

        @Override
        public Output output(Placement<Look> placement) {
            Map<String, StreamType> streams = new HashMap<>();
            Schema schema = Schema.of(Field.of("id", DataType.BIGINT), Field.of("region", DataType.STRING));
            spec.outputs().forEach(port -> streams.put(port.name(), StreamType.rows(schema)));
            if (placement.settings().wrong() != null) {
                return new Output(
                        streams,
                        List.of(Problem.error("drawings.types-differ")
                                .in("right")
                                .fixedBy(new Problem.Fix.ChangeSetting(
                                        "drawings.cast", List.of(), "what", "\"fixed\""))));
            }
            return new Output(streams, List.of());
        }

        @Override
        public FlinkNode flink(Placement<Look> placement, FlinkScript script) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Processor processor(Setup<Look> setup) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String summary(Look settings) {
            return settings.what() == null ? "" : settings.what();
        }
    }

    public static Catalogue catalogue() {
        List<Operator<?>> operators = new ArrayList<>();
        operators.add(stub("feed", Family.SOURCES, "mdi2f-file-document-outline", Port.out(), Port.errors()));
        operators.add(stub("kafka", Family.SOURCES, "mdi2a-apache-kafka", Port.out(), Port.errors()));
        operators.add(stub(
                "customers",
                Family.SOURCES,
                "mdi2d-database-outline",
                new Port("out", Side.OUTPUT, Carries.SIDE_TABLE, false, false)));
        operators.add(stub("event-time", Family.TIME, "mdi2c-clock-start", Port.in(), Port.out(), Port.late()));
        operators.add(stub("filter", Family.SHAPE, "mdi2f-filter-outline", Port.in(), Port.out(), Port.errors()));
        operators.add(stub("window", Family.TIME, "mdi2v-view-week-outline", Port.in(), Port.out(), Port.late()));
        operators.add(stub(
                "top",
                Family.ANALYSE,
                "mdi2p-podium",
                Port.in(),
                new Port("out", Side.OUTPUT, Carries.CHANGES, false, false)));
        operators.add(stub(
                "join",
                Family.COMBINE,
                "mdi2a-arrow-expand-horizontal",
                new Port("left", Side.INPUT, Carries.ROWS, false, false),
                new Port("right", Side.INPUT, Carries.ROWS, false, false),
                Port.out()));
        operators.add(stub(
                "lookup",
                Family.COMBINE,
                "mdi2t-table-search",
                Port.in(),
                new Port("table", Side.INPUT, Carries.SIDE_TABLE, false, false),
                Port.out(),
                Port.errors()));
        operators.add(stub("union", Family.COMBINE, "mdi2c-call-merge", Port.inMany(), Port.out()));
        operators.add(stub("chart", Family.SINKS, "mdi2c-chart-line", Port.in()));
        operators.add(stub("table", Family.SINKS, "mdi2t-table", Port.inChanges()));
        operators.add(stub("dead", Family.SINKS, "mdi2f-file-export-outline", Port.in()));
        return new Catalogue(operators, List.of());
    }

    private static Stub stub(String id, Family family, String icon, Port... ports) {
        return new Stub(new OperatorSpec(
                id, "drawings", family, icon, List.of(ports), List.of("key-" + id), List.of("HOP (Flink)")));
    }

    /** An editor that checks at once. */
    public static PipelineEditor editor(Pipeline pipeline) {
        return new PipelineEditor(catalogue(), pipeline, Path.of("."), Runnable::run, Runnable::run);
    }

    /** The mock-up's earthquakes. */
    public static Pipeline earthquakes() {
        return new Drawing("earthquakes")
                .node("feed", "feed", "Quake feed", "quakes.jsonl", 432, 16)
                .node("time", "event-time", "Event time", "time, 5 s out of order", 432, 124)
                .node("strong", "filter", "Strong enough", "mag >= :min_mag", 432, 232)
                .node("hourly", "window", "Hourly by region", "tumbling 1 h · count, avg", 272, 364)
                .node("top", "top", "Strongest five", "sliding 6 h by 10 min", 592, 364)
                .node("chart", "chart", "Quakes per hour", "bar chart", 272, 488)
                .node("board", "table", "Leaderboard", "table", 592, 488)
                .node("dead", "dead", "Unreadable rows", "dead/quakes.jsonl", 792, 124)
                .wire("feed.out", "time.in")
                .wire("time.out", "strong.in")
                .wire("strong.out", "hourly.in")
                .wire("strong.out", "top.in")
                .wire("hourly.out", "chart.in")
                .wire("top.out", "board.in")
                .wire("feed.error", "dead.in")
                .pipeline();
    }

    /** The mock-up's orders, with a mismatch at the join. */
    public static Pipeline orders() {
        return new Drawing("paid-orders")
                .node("orders", "kafka", "Orders", "topic shop.orders", 96, 16)
                .node("payments", "kafka", "Payments", "topic shop.payments", 424, 16)
                .node("order-time", "event-time", "Order time", "ordered_at, waits 10 s", 96, 152)
                .node("payment-time", "event-time", "Payment time", "paid_at, waits 10 s", 424, 152)
                .wrong("join", "join", "Paid orders", "order_id = payment_id", 256, 304)
                .node("customers", "customers", "Customers", "table", -64, 432)
                .node("add", "lookup", "Add customer", "lookup by customer_id", 256, 432)
                .node("refunds", "feed", "Refunds", "refunds.csv", 752, 152)
                .wire("orders.out", "order-time.in")
                .wire("payments.out", "payment-time.in")
                .wire("order-time.out", "join.left")
                .wire("payment-time.out", "join.right")
                .wire("join.out", "add.in")
                .wire("customers.out", "add.table")
                .pipeline();
    }

    /** The earthquakes with a group, a note and a bent wire. */
    public static Pipeline grouped() {
        Pipeline plain = earthquakes();
        Map<String, Point> layout = new HashMap<>(plain.layout());
        layout.put("why", new Point(40, 32));
        return plain.withLayout(layout)
                .withAttachments(Attachments.NONE
                        .withGroups(List.of(Group.of("counts", "Hourly counts", List.of("hourly", "chart"))))
                        .withNotes(List.of(Note.of(
                                "why",
                                """
                                # Why these hours

                                Quakes come *late*, some by **hours**; see [the feed](https://earthquake.usgs.gov).

                                - `time` is event time
                                - 5 s of disorder are enough for most
                                """,
                                280,
                                176)))
                        .withBends(Map.of("feed.error -> dead.in", List.of(new Point(760, 40), new Point(840, 80)))));
    }

    /** The earthquakes with a group in a group. */
    public static Pipeline nested() {
        Pipeline plain = grouped();
        List<Group> groups = new ArrayList<>(plain.attachments().groups());
        groups.add(Group.of("analysis", "Analysis", List.of("hourly", "chart", "top", "board")));
        return plain.withAttachments(plain.attachments().withGroups(groups));
    }

    /** The same as {@link #grouped} with its group collapsed. */
    public static Pipeline folded() {
        Pipeline open = grouped();
        return open.withAttachments(open.attachments()
                .withGroups(open.attachments().groups().stream()
                        .map(group -> group.withCollapsed(true))
                        .toList()));
    }

    /** Builds a pipeline. */
    public static final class Drawing {
        private final String name;
        private final List<Node> nodes = new ArrayList<>();
        private final List<Wire> wires = new ArrayList<>();
        private final Map<String, Point> layout = new HashMap<>();

        public Drawing(String name) {
            this.name = name;
        }

        public Drawing node(String id, String operator, String title, String summary, double x, double y) {
            ObjectNode settings = JsonNodeFactory.instance.objectNode();
            settings.put("what", summary);
            nodes.add(Node.of(id, operator, title, settings));
            layout.put(id, new Point(x, y));
            return this;
        }

        public Drawing wrong(String id, String operator, String title, String summary, double x, double y) {
            node(id, operator, title, summary, x, y);
            nodes.get(nodes.size() - 1).settings().put("wrong", "yes");
            return this;
        }

        public Drawing wire(String from, String to) {
            wires.add(Wire.of(from, to));
            return this;
        }

        public Pipeline pipeline() {
            return Pipeline.empty(name).withNodes(nodes).withWires(wires).withLayout(layout);
        }
    }
}
