package dev.tailrace.operators.analyse;

import com.google.auto.service.AutoService;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.language.TypeGroup;
import dev.tailrace.operator.DurationText;
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
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.window.WindowClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds each value against those that its key had at the same place of the season, such as the same hour of the week.
 *
 * <p>The season is cut into slots by event time; TIMESTAMP_LTZ by the wall clock of the pipeline's time zone. Of each key
 * and slot the last values are kept. A value is scored by them and then joins them. Robust scores are the modified
 * z-scores of Iglewicz and Hoaglin (1993): {@code expected} is the median, {@code spread} 1.4826 times the median of the
 * distances from it, or, where that is 0, 1.2533 times their mean; otherwise {@code expected} is the mean and
 * {@code spread} the deviation of the population. {@code score} is the distance of the value in spreads, and the row is
 * an {@code anomaly} if it is above the threshold to either side. Until a slot has the least number of values all four
 * are NULL. Where all of a slot's values are the same the score is NULL, and any other value an anomaly. Values that are
 * NULL, NaN or infinite do not count; rows are taken in the order of their arrival, late ones too.
 */
@AutoService(Operator.class)
public final class SeasonalAnomaly implements TransformOperator<SeasonalAnomaly.Settings> {
    /** How the middle of a slot and its spread are told. */
    public enum Method {
        ROBUST,
        MOMENTS
    }

    /** More slots are hardly a season. */
    private static final long MOST_SLOTS = 100_000;

    /**
     * @param season after which the slots come again
     * @param slot length of a slot
     * @param history how many values of a slot are kept
     * @param minimum how many values a slot needs before it says anything
     * @param threshold of the score, in spreads
     */
    public record Settings(
            @Setting(kind = Kind.COLUMNS, defaultJson = "[]", texts = "learned") List<String> keys,
            @Setting(kind = Kind.COLUMN, types = TypeGroup.NUMBER, texts = "learned") String value,
            @Setting(kind = Kind.DURATION, defaultJson = "\"7 d\"") Duration season,
            @Setting(kind = Kind.DURATION, defaultJson = "\"1 h\"") Duration slot,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"robust\"") Method method,
            @Setting(kind = Kind.NUMBER, defaultJson = "3.5", min = 0) double threshold,
            @Setting(kind = Kind.NUMBER, defaultJson = "20", min = 2, max = 1000) int history,
            @Setting(kind = Kind.NUMBER, defaultJson = "4", min = 2, max = 1000) int minimum,
            @Setting(kind = Kind.TEXT, advanced = true, texts = "learned") @Nullable String prefix) {
        public Settings {
            keys = List.copyOf(keys);
        }

        private LearnedColumns columns() {
            return new LearnedColumns(
                    keys,
                    List.of(value),
                    List.of("value"),
                    prefix,
                    List.of(
                            LearnedColumns.number("expected"),
                            LearnedColumns.number("spread"),
                            LearnedColumns.number("score"),
                            Field.of("anomaly", DataType.BOOLEAN)),
                    true);
        }
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "seasonal-anomaly",
                "operators",
                Family.ANALYSE,
                "mdi2c-calendar-alert",
                List.of(Port.in(), Port.out()),
                List.of("outlier", "season", "hour of week", "median", "MAD", "baseline", "z-score"),
                List.of("modified z-score (Iglewicz and Hoaglin)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Settings settings = placement.settings();
        List<Problem> problems = new ArrayList<>();
        long slot = settings.slot().toMillis();
        if (slot == 0) {
            problems.add(Problem.error("operators.seasonal-anomaly.slot-zero").in("slot"));
        } else if (settings.season().toMillis() == 0
                || settings.season().toMillis() % slot != 0
                || settings.season().toMillis() / slot > MOST_SLOTS) {
            problems.add(Problem.error("operators.seasonal-anomaly.not-multiple", MOST_SLOTS)
                    .in("slot"));
        }
        if (settings.minimum() > settings.history()) {
            problems.add(Problem.error("operators.seasonal-anomaly.never").in("minimum"));
        }
        return settings.columns().output(placement, problems);
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        return placement.settings().columns().demand(placement, demanded);
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        Settings settings = setup.settings();
        int time = setup.inputSchema().indexOf(LearnedColumns.time(setup.placement()));
        WindowClock clock = new WindowClock(
                setup.inputSchema().field(time).type(),
                setup.placement().environment().zone());
        return new LearnedRows(setup, settings.columns(), new SeasonalHistory(settings, clock));
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.Refused(Problem.error("operators.seasonal-anomaly.flink"), null);
    }

    @Override
    public String summary(Settings settings) {
        return settings.value() + " · " + DurationText.format(settings.season()) + " / "
                + DurationText.format(settings.slot());
    }
}
