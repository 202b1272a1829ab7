package dev.tailrace.operators.shape;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.MissingEventTime;
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
import dev.tailrace.operator.order.TimeOrder;
import dev.tailrace.operator.state.SortKeyCodec;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Sorts rows by event time, and rows of the same time by columns.
 *
 * <p>Rows wait until the watermark has reached their time, so the output is in the order of event time altogether, and
 * what waits is bounded by the disorder. Rows that are equal in the order stay as they came. A row whose time
 * the watermark has reached when it comes is late: it goes to the late port, or is counted.
 */
@AutoService(Operator.class)
public final class Sort implements TransformOperator<Sort.Settings> {
    /** Which end of a column's values comes first. */
    public enum Direction {
        ASCENDING,
        DESCENDING
    }

    /** Where rows without a value stand. */
    public enum Nulls {
        LAST,
        FIRST
    }

    /** A column that decides between rows of the same time. */
    public record SortColumn(
            @Setting(kind = Kind.COLUMN) String column,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"ascending\"") Direction direction,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"last\"") Nulls nulls) {}

    /** By what rows of the same time are sorted; by nothing if empty. */
    public record Settings(@Setting(kind = Kind.LIST, defaultJson = "[]") List<SortColumn> thenBy) {
        public Settings {
            thenBy = List.copyOf(thenBy);
        }
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "sort",
                "operators",
                Family.SHAPE,
                "mdi2s-sort",
                List.of(Port.in(), Port.out(), Port.late()),
                List.of("order by", "sort by time", "arrange"),
                List.of("ORDER BY (SQL)", "Sort rows (Hop)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        StreamType input = placement.input();
        List<Problem> problems = new ArrayList<>();
        if (input.eventTime() == null) {
            problems.add(MissingEventTime.problem("operators.needs-event-time", input.schema()));
        }
        List<SortColumn> columns = placement.settings().thenBy();
        for (int i = 0; i < columns.size(); i++) {
            String place = "thenBy[" + i + "].column";
            String name = columns.get(i).column();
            Problem unknown = ColumnNames.check(name, input.schema(), place);
            Field field = input.schema().field(name);
            if (unknown != null) {
                problems.add(unknown);
            } else if (field != null && !SortKeyCodec.orders(field.type().kind())) {
                problems.add(Problem.error("operators.top-n.order-type", name, field.type())
                        .in(place));
            }
        }
        return new Output(Map.of("out", input, "late", input), problems);
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        BitSet columns = TimeOrder.demand(placement, demanded);
        orders(placement).forEach(order -> columns.set(order.column()));
        return Map.of("in", columns);
    }

    private static List<SortKeyCodec.Order> orders(Placement<Settings> placement) {
        return placement.settings().thenBy().stream()
                .map(by -> new SortKeyCodec.Order(
                        placement.input().schema().indexOf(by.column()),
                        by.direction() == Direction.DESCENDING,
                        by.nulls() == Nulls.FIRST))
                .toList();
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        return TimeOrder.of(setup, orders(setup.placement()));
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        String columns = placement.settings().thenBy().stream()
                .map(by -> ", " + FlinkScript.quote(by.column())
                        + (by.direction() == Direction.DESCENDING ? " DESC" : " ASC")
                        + (by.nulls() == Nulls.FIRST ? " NULLS FIRST" : " NULLS LAST"))
                .collect(Collectors.joining());
        return TimeOrder.flink(placement, script, columns);
    }

    @Override
    public String summary(Settings settings) {
        return settings.thenBy().stream().map(SortColumn::column).collect(Collectors.joining(", "));
    }
}
