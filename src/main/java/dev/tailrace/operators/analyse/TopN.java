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
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the n rows of each key that come first in an order, as a changelog.
 *
 * <p>Of rows that are equal in the order the one that came first is first. With a rank column, a row whose rank changes
 * is updated; without, rows only enter and leave, but for the first alone of rows that are only added, which the next one
 * replaces. Changes leave once per batch, for what has changed between its
 * beginning and its end. Of rows that are only added, n per key are kept; of a changelog all, so that others can move up
 * when one is taken back. NULL is a key like others. Results are those of Flink's Top-N, {@code ROW_NUMBER() OVER
 * (PARTITION BY key ORDER BY order) <= n}; texts are ordered by their UTF-8 bytes, -0.0 equals 0.0, NaN is greatest.
 *
 * <p>Keys stay for ever unless a state TTL is set: then one that has had no row for so long by the clock is forgotten. Its
 * rows stay where they are, and its next one is the first of new ones. That depends on the clock.
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

    /**
     * @param rankColumn name of a column for the rank, from 1 on, or null for none
     * @param stateTtl how long a key without rows is remembered; null for ever
     */
    public record Settings(
            @Setting(kind = Kind.NUMBER, defaultJson = "10", min = 1, max = 100_000) int n,
            @Setting(kind = Kind.COLUMNS, defaultJson = "[]") List<String> keys,
            @Setting(kind = Kind.LIST) List<OrderColumn> orderBy,
            @Setting(kind = Kind.TEXT) @Nullable String rankColumn,
            @Setting(kind = Kind.DURATION, texts = "keyed") @Nullable Duration stateTtl) {
        public Settings {
            keys = List.copyOf(keys);
            orderBy = List.copyOf(orderBy);
        }

        public Settings(int n, List<String> keys, List<OrderColumn> orderBy, @Nullable String rankColumn) {
            this(n, keys, orderBy, rankColumn, null);
        }

        private Ranking ranking() {
            return new Ranking(n, keys, orderBy, rankColumn);
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

    /** Without a rank nothing tells the rows of one key apart. */
    @Override
    public List<String> changelogKey(Settings settings) {
        List<String> columns = new ArrayList<>(settings.keys());
        if (settings.rankColumn() == null) {
            return List.of();
        }
        columns.add(settings.rankColumn());
        return columns;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Settings settings = placement.settings();
        Schema schema = placement.input().schema();
        List<Problem> problems = new ArrayList<>(ColumnNames.check(settings.keys(), schema, "keys"));
        problems.addAll(settings.ranking().problems(schema));
        Problem ttl = IdleKeys.problem(settings.stateTtl());
        if (ttl != null) {
            problems.add(ttl);
        }
        if (problems.stream().anyMatch(Problem::isError)) {
            return Output.failed(problems);
        }
        if (placement.input().changes()) {
            problems.add(Problem.warning("operators.top-n.free-ties").in("orderBy"));
        }
        return new Output(Map.of("out", new StreamType(settings.ranking().schema(schema), true, null)), problems);
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        BitSet columns = demanded.getOrDefault("out", new BitSet());
        return Map.of(
                "in", placement.settings().ranking().needed(placement.input().schema(), columns));
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        Schema input = setup.inputSchema();
        BitSet demanded = setup.demanded("out");
        Ranking ranking = setup.settings().ranking();
        KeyedRows rows = KeyedRows.of(input, ranking.keys(), ranking.needed(input, demanded));
        return new RankedRows(
                new RankedRows.Plan(
                        setup.settings().n(),
                        ranking.orders(input),
                        ranking.orders(rows.table("rows").schema()),
                        ranking.rank() == null ? RankedRows.NO_RANK : input.size(),
                        setup.placement().input().changes(),
                        setup.outputSchema("out"),
                        demanded),
                rows,
                setup.settings().stateTtl());
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        if (placement.settings().stateTtl() != null) {
            return new FlinkNode.Refused(Problem.error("operators.flink-state-ttl"), "stateTtl");
        }
        Ranking ranking = placement.settings().ranking();
        StreamType input = placement.input();
        if (ranking.isTakenForFirstRow() && script.everyChange()) {
            return new FlinkNode.Refused(Problem.error("operators.top-n.flink-first-changes"), "orderBy");
        }
        // Only rows that are all inserts become one there.
        return !input.changes() && ranking.isFlinkDeduplication(input.eventTime())
                ? new FlinkNode.Refused(Problem.error("operators.top-n.flink-deduplicate"), "orderBy")
                : FlinkNode.Views.of("out", ranking.sql(input, script.view()));
    }

    @Override
    public String summary(Settings settings) {
        return settings.ranking().summary();
    }
}
