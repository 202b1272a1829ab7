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
 * Says how closely two columns go together over the last n rows of each key.
 *
 * <p>Adds {@code correlation}, Pearson's product-moment coefficient, from -1 to 1, of the row and the n - 1 before it: the
 * sum of the products of the distances from the means over the product of the roots of the sums of their squares. NULL
 * until the key has had n rows, and where one of the columns is the same in all of them. Rows count in the order of their
 * arrival; one in which a column is NULL, NaN or infinite passes with NULL and does not count. NULL is a key like others.
 * How the moments are computed without drifting stands in {@link MovingMoments}.
 */
@AutoService(Operator.class)
public final class Correlate implements TransformOperator<Correlate.Settings> {
    /**
     * @param n how many rows are looked at
     * @param prefix before the name of the added column, or null
     */
    public record Settings(
            @Setting(kind = Kind.COLUMNS, defaultJson = "[]", texts = "learned") List<String> keys,
            @Setting(kind = Kind.COLUMN, types = TypeGroup.NUMBER) String first,
            @Setting(kind = Kind.COLUMN, types = TypeGroup.NUMBER) String second,
            @Setting(kind = Kind.NUMBER, defaultJson = "20", min = 2, max = 100_000) int n,
            @Setting(kind = Kind.TEXT, advanced = true, texts = "learned") @Nullable String prefix) {
        public Settings {
            keys = List.copyOf(keys);
        }

        private LearnedColumns columns() {
            return new LearnedColumns(
                    keys,
                    List.of(first, second),
                    List.of("first", "second"),
                    prefix,
                    List.of(LearnedColumns.number("correlation")),
                    false);
        }
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "correlate",
                "operators",
                Family.ANALYSE,
                "mdi2c-chart-scatter-plot",
                List.of(Port.in(), Port.out()),
                List.of("correlation", "pearson", "coefficient", "rolling", "pair", "relation"),
                List.of("CORR OVER (ROWS) (SQL)", "rolling corr (pandas)"));
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
        return new LearnedRows(setup, settings.columns(), new Correlations(settings.n()));
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.Refused(Problem.error("operators.correlate.flink"), null);
    }

    @Override
    public String summary(Settings settings) {
        return settings.first() + ", " + settings.second() + " · " + settings.n();
    }
}
