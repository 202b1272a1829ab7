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
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Scores how much each row stands apart from the last rows of its key, by a robust random cut forest.
 *
 * <p>After Guha, Mishra, Roy and Schrijvers, "Robust Random Cut Forest Based Anomaly Detection on Streams" (ICML 2016).
 * A point is the values of a row, or of some rows in sequence (a shingle). Each tree holds the key's last points, as many
 * as the sample size; the oldest leaves for the newest, and the {@code score} is the newest point's collusive
 * displacement, averaged over the trees: about how many points of the sample get a shorter path when it is taken away,
 * at least 1 with two points. It is NULL until the sample is full. Columns are not scaled: one with a greater range
 * weighs more. All is decided by the seed and the order of arrival. Values that are NULL, NaN or infinite do not count.
 */
@AutoService(Operator.class)
public final class RandomCutForest implements TransformOperator<RandomCutForest.Settings> {
    /** What a forest may hold at most, in numbers: 32 MB of boxes and points. */
    private static final long MOST_NUMBERS = 1_000_000;

    /**
     * @param shingle how many rows make a point
     * @param sample how many points a tree holds
     */
    public record Settings(
            @Setting(kind = Kind.COLUMNS, defaultJson = "[]", texts = "learned") List<String> keys,
            @Setting(kind = Kind.COLUMNS, types = TypeGroup.NUMBER) List<String> values,
            @Setting(kind = Kind.NUMBER, defaultJson = "1", min = 1, max = 100) int shingle,
            @Setting(kind = Kind.NUMBER, defaultJson = "40", min = 1, max = 1000) int trees,
            @Setting(kind = Kind.NUMBER, defaultJson = "256", min = 2, max = 10_000) int sample,
            @Setting(kind = Kind.NUMBER, defaultJson = "1", advanced = true) long seed,
            @Setting(kind = Kind.TEXT, advanced = true, texts = "learned") @Nullable String prefix) {
        public Settings {
            keys = List.copyOf(keys);
            values = List.copyOf(values);
        }

        private LearnedColumns columns() {
            List<String> places = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                places.add("values[" + i + "]");
            }
            return new LearnedColumns(keys, values, places, prefix, List.of(LearnedColumns.number("score")), false);
        }
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "random-cut-forest",
                "operators",
                Family.ANALYSE,
                "mdi2f-forest",
                List.of(Port.in(), Port.out()),
                List.of("anomaly", "outlier", "RRCF", "isolation forest", "machine learning", "multivariate"),
                List.of("RANDOM_CUT_FOREST (Kinesis Analytics)", "rrcf (Python)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Settings settings = placement.settings();
        List<Problem> problems = new ArrayList<>();
        if (settings.values().isEmpty()) {
            problems.add(Problem.error("operators.random-cut-forest.no-values").in("values"));
        }
        long numbers = (long) settings.values().size() * settings.shingle() * settings.trees() * settings.sample();
        if (numbers > MOST_NUMBERS) {
            problems.add(Problem.error("operators.random-cut-forest.too-large", numbers, MOST_NUMBERS)
                    .in("sample"));
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
        return new LearnedRows(
                setup,
                settings.columns(),
                new RandomCutForests(
                        settings.values().size(),
                        settings.shingle(),
                        settings.trees(),
                        settings.sample(),
                        settings.seed()));
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.Refused(Problem.error("operators.random-cut-forest.flink"), null);
    }

    @Override
    public String summary(Settings settings) {
        return String.join(", ", settings.values()) + " · " + settings.trees() + " × " + settings.sample();
    }
}
