package dev.tailrace.operators.analyse;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Field;
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
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Smooths each key's series exponentially and forecasts it: its level, with a trend and a season if wanted.
 *
 * <p>Rows of a key are taken as a series of equal distances, in the order of their arrival. Methods, as in Hyndman and
 * Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, sections 8.1 to 8.3: simple exponential smoothing,
 * Holt's linear trend, and Holt-Winters with an additive or multiplicative season. A series begins as in Hyndman's
 * "Initializing the Holt-Winters method" (2010): the level is the mean of the first season, the trend the difference of
 * the first two seasons' means over the season's length, and the season what that leaves of the first season; without
 * a season the level is the first value, and the trend the mean step of the first four (NIST/SEMATECH e-Handbook,
 * 6.4.3.3). Until these values are there (two seasons, four values, or one) all added columns are NULL.
 *
 * <p>Adds {@code fitted}, what the row's value was forecast to be from the row before; {@code residual}, the value
 * less that; {@code lower} and {@code upper}, {@code fitted} less and plus so many roots of the mean square residual so
 * far, from the second residual on; {@code forecast}, for so many steps ahead; {@code level}, and where the method
 * has them {@code trend} and {@code season}, after the row. A row whose value is NULL, NaN or infinite, or not above 0
 * where the season is multiplicative, passes with NULLs and is no step.
 */
@AutoService(Operator.class)
public final class Forecast implements TransformOperator<Forecast.Settings> {
    /** What the series is made of. */
    public enum Method {
        SIMPLE,
        TREND,
        ADDITIVE,
        MULTIPLICATIVE;

        boolean hasTrend() {
            return this != SIMPLE;
        }

        boolean hasSeason() {
            return this == ADDITIVE || this == MULTIPLICATIVE;
        }
    }

    /**
     * @param alpha smooths the level
     * @param beta smooths the trend
     * @param gamma smooths the season
     * @param season length in rows
     * @param steps how many rows ahead is forecast
     * @param width of the interval to either side, in roots of the mean square residual
     */
    public record Settings(
            @Setting(kind = Kind.COLUMNS, defaultJson = "[]", texts = "learned") List<String> keys,
            @Setting(kind = Kind.COLUMN, types = TypeGroup.NUMBER, texts = "learned") String value,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"additive\"") Method method,
            @Setting(
                            kind = Kind.NUMBER,
                            defaultJson = "24",
                            min = 2,
                            max = 100_000,
                            shownWhen = "method: additive, multiplicative")
                    int season,
            @Setting(kind = Kind.NUMBER, defaultJson = "0.3", min = 0, max = 1) double alpha,
            @Setting(
                            kind = Kind.NUMBER,
                            defaultJson = "0.1",
                            min = 0,
                            max = 1,
                            shownWhen = "method: trend, additive, multiplicative")
                    double beta,
            @Setting(
                            kind = Kind.NUMBER,
                            defaultJson = "0.1",
                            min = 0,
                            max = 1,
                            shownWhen = "method: additive, multiplicative")
                    double gamma,
            @Setting(kind = Kind.NUMBER, defaultJson = "1", min = 1, max = 100_000) int steps,
            @Setting(kind = Kind.NUMBER, defaultJson = "1.96", min = 0) double width,
            @Setting(kind = Kind.TEXT, advanced = true, texts = "learned") @Nullable String prefix) {
        public Settings {
            keys = List.copyOf(keys);
        }

        private LearnedColumns columns() {
            List<Field> added = new ArrayList<>(List.of(
                    LearnedColumns.number("fitted"),
                    LearnedColumns.number("residual"),
                    LearnedColumns.number("lower"),
                    LearnedColumns.number("upper"),
                    LearnedColumns.number("forecast"),
                    LearnedColumns.number("level")));
            if (method.hasTrend()) {
                added.add(LearnedColumns.number("trend"));
            }
            if (method.hasSeason()) {
                added.add(LearnedColumns.number("season"));
            }
            return new LearnedColumns(keys, List.of(value), List.of("value"), prefix, added, false);
        }
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "forecast",
                "operators",
                Family.ANALYSE,
                "mdi2c-chart-timeline-variant",
                List.of(Port.in(), Port.out()),
                List.of("holt-winters", "exponential smoothing", "predict", "trend", "season", "anomaly", "interval"),
                List.of("HoltWinters (R)", "ExponentialSmoothing (statsmodels)"));
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
        return new LearnedRows(setup, settings.columns(), new ExponentialSmoothing(settings));
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.Refused(Problem.error("operators.forecast.flink"), null);
    }

    @Override
    public String summary(Settings settings) {
        String method = settings.method().name().toLowerCase(Locale.ROOT);
        return settings.value() + " · " + method + (settings.method().hasSeason() ? " " + settings.season() : "");
    }
}
