package dev.tailrace.operators.analyse;

import com.google.auto.service.AutoService;
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
import dev.tailrace.operators.analyse.WeightedMoments.Decay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Mean and standard deviation of each key's values, the younger the heavier: an exponentially weighted moving average.
 *
 * <p>A value's weight shrinks by {@code 1 - alpha} with each further value of its key, or to a half with each half-life,
 * in rows or in event time; irregular distances in time are as good as regular ones. The mean is the weighted sum over
 * the sum of the weights, the deviation that of the population with these weights (West 1979, Finch 2009; the same as
 * {@code ewm(adjust=True)} of pandas). Adds {@code mean} and {@code deviation} with the row's value, and {@code z}, its
 * distance from the mean before it in deviations before it: NULL for a key's first value and where they are 0. By event
 * time a row that comes late has the weight of its age. Values that are NULL, NaN or infinite do not count; their rows
 * pass with NULLs.
 */
@AutoService(Operator.class)
public final class Ewma implements TransformOperator<Ewma.Settings> {
    /** What makes weights shrink. */
    public enum Weight {
        ALPHA,
        HALF_LIFE_ROWS,
        HALF_LIFE_TIME
    }

    /**
     * @param alpha how much of the mean the newest of many values is
     * @param halfLifeRows after so many values a weight is half of what it was
     * @param halfLife after so much event time a weight is half of what it was
     */
    public record Settings(
            @Setting(kind = Kind.COLUMNS, defaultJson = "[]", texts = "learned") List<String> keys,
            @Setting(kind = Kind.COLUMN, types = TypeGroup.NUMBER, texts = "learned") String value,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"alpha\"") Weight weight,
            @Setting(kind = Kind.NUMBER, defaultJson = "0.1", min = 0, max = 1) double alpha,
            @Setting(kind = Kind.NUMBER, defaultJson = "10", min = 0) double halfLifeRows,
            @Setting(kind = Kind.DURATION, defaultJson = "\"1 h\"") Duration halfLife,
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
                            LearnedColumns.number("mean"),
                            LearnedColumns.number("deviation"),
                            LearnedColumns.number("z")),
                    weight == Weight.HALF_LIFE_TIME);
        }

        private Decay decay() {
            return switch (weight) {
                case ALPHA -> new Decay.PerRow(1 - alpha);
                case HALF_LIFE_ROWS -> new Decay.PerRow(Math.pow(2, -1 / halfLifeRows));
                case HALF_LIFE_TIME -> new Decay.HalfLife(halfLife.toMillis());
            };
        }
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "ewma",
                "operators",
                Family.ANALYSE,
                "mdi2c-chart-line-variant",
                List.of(Port.in(), Port.out()),
                List.of("exponential", "moving average", "smoothing", "half-life", "decay", "control chart", "anomaly"),
                List.of("ewm (pandas)", "ewma (InfluxDB)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Settings settings = placement.settings();
        List<Problem> problems = new ArrayList<>();
        if (settings.weight() == Weight.ALPHA && settings.alpha() == 0) {
            problems.add(Problem.error("operators.ewma.alpha-zero").in("alpha"));
        }
        if (settings.weight() == Weight.HALF_LIFE_ROWS && settings.halfLifeRows() == 0) {
            problems.add(Problem.error("operators.ewma.half-life-zero").in("halfLifeRows"));
        }
        if (settings.weight() == Weight.HALF_LIFE_TIME && settings.halfLife().toMillis() == 0) {
            problems.add(Problem.error("operators.ewma.half-life-zero").in("halfLife"));
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
        return new LearnedRows(setup, settings.columns(), new WeightedMoments(settings.decay()));
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.Refused(Problem.error("operators.ewma.flink"), null);
    }

    @Override
    public String summary(Settings settings) {
        String weight =
                switch (settings.weight()) {
                    case ALPHA -> "α " + settings.alpha();
                    case HALF_LIFE_ROWS -> "½ " + settings.halfLifeRows();
                    case HALF_LIFE_TIME -> "½ " + DurationText.format(settings.halfLife());
                };
        return settings.value() + " · " + weight;
    }
}
