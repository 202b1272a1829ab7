package dev.tailrace.operators.analyse;

import com.google.auto.service.AutoService;
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
import dev.tailrace.operator.WindowColumns;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.window.WindowAggregation;
import dev.tailrace.operators.analyse.TopN.OrderColumn;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps, of each window that rows are in, the n rows of each key that come first in an order.
 *
 * <p>A window's rows leave once the watermark reaches its end minus 1 ms, and are final: windows in order of their ends,
 * keys in order of arrival, rows in their order. Of rows that are equal in it the one that came first is first. A row of
 * a window that has fired is late: it goes to the late port, or is counted. NULL is a key like others. Results are those
 * of Flink's Window Top-N, {@code ROW_NUMBER() OVER (PARTITION BY window_start, window_end, key ORDER BY order) <= n}; with
 * n = 1 it is a deduplication per window. Texts are ordered by their UTF-8 bytes, -0.0 equals 0.0, NaN is greatest.
 */
@AutoService(Operator.class)
public final class WindowTopN implements TransformOperator<WindowTopN.Settings> {
    /** @param rankColumn name of a column for the rank, from 1 on, or null for none */
    public record Settings(
            @Setting(kind = Kind.NUMBER, defaultJson = "10", min = 1, max = 100_000, texts = "top-n") int n,
            @Setting(kind = Kind.COLUMNS, defaultJson = "[]", texts = "top-n") List<String> keys,
            @Setting(kind = Kind.LIST, texts = "top-n") List<OrderColumn> orderBy,
            @Setting(kind = Kind.TEXT, texts = "top-n") @Nullable String rankColumn) {
        public Settings {
            keys = List.copyOf(keys);
            orderBy = List.copyOf(orderBy);
        }

        private Ranking ranking() {
            return new Ranking(n, keys, orderBy, rankColumn);
        }
    }

    private static final int LATE = 1;

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "window-top-n",
                "operators",
                Family.ANALYSE,
                "mdi2p-podium",
                List.of(Port.in(), Port.out(), Port.late()),
                List.of("rank", "best", "greatest", "highest per hour", "order by", "limit", "deduplicate"),
                List.of("Window Top-N (Flink)", "Top in a window (Beam)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        StreamType input = placement.input();
        Ranking ranking = placement.settings().ranking();
        List<Problem> problems = new ArrayList<>(ColumnNames.check(ranking.keys(), input.schema(), "keys"));
        problems.addAll(ranking.problems(input.schema()));
        if (input.windows() == null) {
            problems.add(WindowAggregation.noWindows());
        }
        return problems.isEmpty()
                ? new Output(Map.of("out", input.withSchema(ranking.schema(input.schema())), "late", input), problems)
                : new Output(Map.of("late", input), problems);
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        BitSet columns = needed(placement, demanded.getOrDefault("out", new BitSet()));
        columns.or(demanded.getOrDefault("late", new BitSet()));
        return Map.of("in", columns);
    }

    private static BitSet needed(Placement<Settings> placement, BitSet demanded) {
        Schema input = placement.input().schema();
        BitSet columns = placement.settings().ranking().needed(input, demanded);
        columns.set(input.indexOf(windows(placement).start()));
        columns.set(input.indexOf(windows(placement).end()));
        return columns;
    }

    private static WindowColumns windows(Placement<Settings> placement) {
        return Objects.requireNonNull(placement.input().windows());
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        Placement<Settings> placement = setup.placement();
        Schema input = setup.inputSchema();
        Ranking ranking = setup.settings().ranking();
        BitSet demanded = setup.demanded("out");
        KeyedRows rows = KeyedRows.of(input, ranking.keys(), needed(placement, demanded));
        return new RankedWindows(
                new RankedWindows.Plan(
                        ranking.n(),
                        ranking.orders(input),
                        ranking.orders(rows.table("rows").schema()),
                        windows(placement),
                        placement.environment().zone(),
                        ranking.rank() == null ? RankedRows.NO_RANK : input.size(),
                        placement.isWired("late") ? LATE : FirstRows.COUNT_LATE,
                        setup.outputSchema("out"),
                        demanded),
                rows,
                input);
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        if (placement.isWired("late")) {
            return new FlinkNode.Refused(Problem.error("operators.flink-late-port"), "late");
        }
        Ranking ranking = placement.settings().ranking();
        StreamType input = placement.input();
        if (ranking.isFlinkDeduplication(input.eventTime())) {
            return new FlinkNode.Refused(Problem.error("operators.top-n.flink-deduplicate"), "orderBy");
        }
        List<String> bounds =
                List.of(windows(placement).start(), windows(placement).end());
        return FlinkNode.Views.of("out", ranking.sql(bounds, input.schema(), script.view()));
    }

    @Override
    public String summary(Settings settings) {
        return settings.ranking().summary();
    }
}
