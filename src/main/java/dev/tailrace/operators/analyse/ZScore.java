package dev.tailrace.operators.analyse;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Problem;
import dev.tailrace.language.TypeGroup;
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
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says of each value how many standard deviations it lies from the mean of the n values of its key before it.
 *
 * <p>The value itself is not among them, so that an outlier does not hide itself. Adds {@code mean}, {@code deviation}
 * (of the population: the root of the mean square distance from the mean) and {@code z}. All are NULL until the key has
 * had n values; z is NULL too where the deviation is 0. Values count in the order of their arrival; a row whose value is
 * NULL, NaN or infinite passes with NULLs and does not count. NULL is a key like others. How the moments are computed
 * without drifting stands in {@link MovingMoments}.
 */
@AutoService(Operator.class)
public final class ZScore implements TransformOperator<ZScore.Settings> {
    /**
     * @param n how many values before are looked at
     * @param prefix before the names of the added columns, or null
     */
    public record Settings(
            @Setting(kind = Kind.COLUMNS, defaultJson = "[]", texts = "learned") List<String> keys,
            @Setting(kind = Kind.COLUMN, types = TypeGroup.NUMBER, texts = "learned") String value,
            @Setting(kind = Kind.NUMBER, defaultJson = "10", min = 2, max = 100_000) int n,
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
                    false);
        }
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "z-score",
                "operators",
                Family.ANALYSE,
                "mdi2c-chart-bell-curve",
                List.of(Port.in(), Port.out()),
                List.of("anomaly", "outlier", "standard deviation", "mean", "standard score", "moving average"),
                List.of("AVG, STDDEV_POP OVER (ROWS BETWEEN n PRECEDING AND 1 PRECEDING) (SQL)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        return placement.settings().columns().output(placement, List.of());
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        return placement.settings().columns().demand(placement, demanded);
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        Settings settings = setup.settings();
        return new LearnedRows(setup, settings.columns(), new ValueScores(settings.n()));
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.Refused(Problem.error("operators.z-score.flink"), null);
    }

    @Override
    public String summary(Settings settings) {
        return settings.value() + " · " + settings.n();
    }
}
