package dev.tailrace.operators.analyse;

import com.google.auto.service.AutoService;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setting.Kind;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.state.SortKeyCodec;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the n rows of each key that come first in an order, as a changelog.
 *
 * <p>Of rows that are equal in the order the one that came first is first. With a rank column, a row whose rank changes
 * is updated; without, rows only enter and leave. Changes leave once per batch, for what has changed between its
 * beginning and its end. Of rows that are only added, n per key are kept; of a changelog all, so that others can move up
 * when one is taken back. NULL is a key like others. Results are those of Flink's Top-N, {@code ROW_NUMBER() OVER
 * (PARTITION BY key ORDER BY order) <= n}; texts are ordered by their UTF-8 bytes, -0.0 equals 0.0, NaN is greatest.
 */
@AutoService(Operator.class)
public final class TopN implements TransformOperator<TopN.Settings> {
    /** Which values come first. */
    public enum Direction {
        DESCENDING,
        ASCENDING
    }

    /** Where NULL stands in the order, whatever its direction. */
    public enum Nulls {
        LAST,
        FIRST
    }

    /** A column of the order. */
    public record OrderColumn(
            @Setting(kind = Kind.COLUMN) String column,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"descending\"") Direction direction,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"last\"") Nulls nulls) {}

    /** @param rankColumn name of a column for the rank, from 1 on, or null for none */
    public record Settings(
            @Setting(kind = Kind.NUMBER, defaultJson = "10", min = 1, max = 100_000) int n,
            @Setting(kind = Kind.COLUMNS, defaultJson = "[]") List<String> keys,
            @Setting(kind = Kind.LIST) List<OrderColumn> orderBy,
            @Setting(kind = Kind.TEXT) @Nullable String rankColumn) {
        public Settings {
            keys = List.copyOf(keys);
            orderBy = List.copyOf(orderBy);
        }

        private @Nullable String rank() {
            return rankColumn == null || rankColumn.isBlank() ? null : rankColumn;
        }
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "top-n",
                "operators",
                Family.ANALYSE,
                "mdi2t-trophy-outline",
                List.of(Port.inChanges(), Port.changes()),
                List.of("rank", "best", "greatest", "highest", "leaderboard", "order by", "limit"),
                List.of("ROW_NUMBER() <= n (Flink)", "Top (Beam)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Settings settings = placement.settings();
        Schema schema = placement.input().schema();
        List<Problem> problems = new ArrayList<>(ColumnNames.check(settings.keys(), schema, "keys"));
        if (settings.orderBy().isEmpty()) {
            problems.add(Problem.error("operators.top-n.no-order").in("orderBy"));
        }
        for (int i = 0; i < settings.orderBy().size(); i++) {
            String place = "orderBy[" + i + "].column";
            String column = settings.orderBy().get(i).column();
            Problem unknown = ColumnNames.check(column, schema, place);
            Field field = schema.field(column);
            if (unknown != null) {
                problems.add(unknown);
            } else if (field != null && !SortKeyCodec.orders(field.type().kind())) {
                problems.add(Problem.error("operators.top-n.order-type", column, field.type())
                        .in(place));
            }
        }
        String rank = settings.rank();
        if (rank != null && schema.contains(rank)) {
            problems.add(Problem.error("operators.duplicate-name", rank).in("rankColumn"));
        }
        if (problems.stream().anyMatch(Problem::isError)) {
            return Output.failed(problems);
        }
        if (placement.input().changes()) {
            problems.add(Problem.warning("operators.top-n.free-ties").in("orderBy"));
        }
        Schema out = rank == null ? schema : schema.plus(Field.required(rank, DataType.BIGINT));
        return new Output(Map.of("out", new StreamType(out, true, null)), problems);
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        return Map.of("in", needed(placement, demanded.getOrDefault("out", new BitSet())));
    }

    /** The input columns that are read. */
    private static BitSet needed(Placement<Settings> placement, BitSet demanded) {
        Schema schema = placement.input().schema();
        BitSet columns = demanded.get(0, schema.size());
        placement.settings().keys().forEach(name -> columns.set(schema.indexOf(name)));
        placement.settings().orderBy().forEach(order -> columns.set(schema.indexOf(order.column())));
        return columns;
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        Schema input = setup.inputSchema();
        BitSet demanded = setup.demanded("out");
        KeyedRows rows = KeyedRows.of(input, setup.settings().keys(), needed(setup.placement(), demanded));
        return new RankedRows(
                new RankedRows.Plan(
                        setup.settings().n(),
                        orders(setup.settings(), input),
                        orders(setup.settings(), rows.table("rows").schema()),
                        setup.settings().rank() == null ? RankedRows.NO_RANK : input.size(),
                        setup.placement().input().changes(),
                        setup.outputSchema("out"),
                        demanded),
                rows);
    }

    private static List<SortKeyCodec.Order> orders(Settings settings, Schema schema) {
        return settings.orderBy().stream()
                .map(order -> new SortKeyCodec.Order(
                        schema.indexOf(order.column()),
                        order.direction() == Direction.DESCENDING,
                        order.nulls() == Nulls.FIRST))
                .toList();
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        Settings settings = placement.settings();
        Schema schema = placement.input().schema();
        String rank = settings.rank();
        if (settings.n() == 1
                && rank == null
                && settings.orderBy().size() == 1
                && settings.orderBy().get(0).column().equals(placement.input().eventTime())) {
            return new FlinkNode.Refused(Problem.error("operators.top-n.flink-deduplicate"), "orderBy");
        }
        String number = FlinkScript.quote(rank == null ? KeyedRows.freeName("row_number", schema) : rank);
        List<String> columns = new ArrayList<>();
        schema.names().forEach(name -> columns.add(FlinkScript.quote(name)));
        if (rank != null) {
            columns.add(number);
        }
        String keys = settings.keys().isEmpty()
                ? ""
                : "PARTITION BY "
                        + settings.keys().stream().map(FlinkScript::quote).collect(Collectors.joining(", ")) + " ";
        String order = settings.orderBy().stream().map(TopN::sql).collect(Collectors.joining(", "));
        return FlinkNode.Views.of(
                "out",
                "SELECT " + String.join(", ", columns) + "\nFROM (\n  SELECT *, ROW_NUMBER() OVER (" + keys
                        + "ORDER BY " + order + ") AS " + number + "\n  FROM " + script.view() + "\n)\nWHERE "
                        + number + " <= " + settings.n());
    }

    private static String sql(OrderColumn order) {
        return FlinkScript.quote(order.column())
                + (order.direction() == Direction.DESCENDING ? " DESC" : " ASC")
                + (order.nulls() == Nulls.FIRST ? " NULLS FIRST" : " NULLS LAST");
    }

    @Override
    public String summary(Settings settings) {
        String order = settings.orderBy().stream().map(OrderColumn::column).collect(Collectors.joining(", "));
        return settings.n() + " · " + order;
    }
}
