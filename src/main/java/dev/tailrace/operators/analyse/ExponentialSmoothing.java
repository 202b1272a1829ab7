package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.DoublesBuilder;
import dev.tailrace.data.Field;
import dev.tailrace.data.IntsBuilder;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.operators.analyse.Forecast.Method;
import java.util.Arrays;
import java.util.List;

/** Level, trend and season of each key's series; the formulas are those that {@link Forecast} names. */
final class ExponentialSmoothing implements RowModel {
    private static final int TREND = 6;
    private static final int SEASON = 7;
    /** From so many values the first trend is told. */
    private static final int TREND_VALUES = 4;

    private static final double[] NONE = {};

    private final Forecast.Settings settings;
    private final Method method;
    private final int season;
    /** How many values a series begins with. */
    private final int first;

    private final List<Table> tables = List.of(new Series(), new Seasons());

    // By slot.
    private long[] counts = new long[0];
    private double[] levels = new double[0];
    private double[] trends = new double[0];
    private long[] residuals = new long[0];
    private double[] residualSquares = new double[0];
    /** The values as long as there are only those that a series begins with, then the season; both by place in it. */
    private double[][] seasons = new double[0][];

    ExponentialSmoothing(Forecast.Settings settings) {
        this.settings = settings;
        this.method = settings.method();
        this.season = method.hasSeason() ? settings.season() : 0;
        this.first = method.hasSeason() ? 2 * season : method.hasTrend() ? TREND_VALUES : 1;
    }

    @Override
    public void ensure(int limit) {
        if (limit > counts.length) {
            int capacity = Math.max(limit, Math.max(16, counts.length * 2));
            counts = Arrays.copyOf(counts, capacity);
            levels = Arrays.copyOf(levels, capacity);
            trends = Arrays.copyOf(trends, capacity);
            residuals = Arrays.copyOf(residuals, capacity);
            residualSquares = Arrays.copyOf(residualSquares, capacity);
            seasons = Arrays.copyOf(seasons, capacity);
        }
    }

    @Override
    public void clear(int slot) {
        counts[slot] = 0;
        levels[slot] = 0;
        trends[slot] = 0;
        residuals[slot] = 0;
        residualSquares[slot] = 0;
        seasons[slot] = NONE;
    }

    @Override
    public void take(int slot, double[] values, long millis, double[] results) {
        double value = values[0];
        Arrays.fill(results, Double.NaN);
        if (method == Method.MULTIPLICATIVE && value <= 0) {
            return;
        }
        if (counts[slot] < first) {
            gather(slot, value);
        } else {
            double fitted = ahead(slot, 1);
            double residual = value - fitted;
            double spread = residuals[slot] < 2
                    ? Double.NaN
                    : settings.width() * Math.sqrt(residualSquares[slot] / residuals[slot]);
            results[0] = fitted;
            results[1] = residual;
            results[2] = fitted - spread;
            results[3] = fitted + spread;
            residuals[slot]++;
            residualSquares[slot] += residual * residual;
            smooth(slot, value);
        }
        if (counts[slot] >= first) {
            describe(slot, results);
        }
    }

    private void describe(int slot, double[] results) {
        results[4] = ahead(slot, settings.steps());
        results[5] = levels[slot];
        if (method.hasTrend()) {
            results[TREND] = trends[slot];
        }
        if (method.hasSeason()) {
            results[SEASON] = seasons[slot][(int) ((counts[slot] - 1) % season)];
        }
        if (!Double.isFinite(levels[slot]) || !Double.isFinite(trends[slot])) {
            // Numbers beyond the range of DOUBLE: what would follow is NaN for ever.
            clear(slot);
        }
    }

    /** The forecast so many steps after the last value. */
    private double ahead(int slot, int steps) {
        double line = levels[slot] + steps * trends[slot];
        if (!method.hasSeason()) {
            return line;
        }
        double part = seasons[slot][(int) ((counts[slot] + steps - 1) % season)];
        return method == Method.ADDITIVE ? line + part : line * part;
    }

    private void gather(int slot, double value) {
        int count = (int) counts[slot];
        if (count == seasons[slot].length) {
            seasons[slot] = Arrays.copyOf(seasons[slot], Math.min(first, Math.max(4, 2 * count)));
        }
        seasons[slot][count] = value;
        counts[slot]++;
        if (counts[slot] == first) {
            begin(slot, seasons[slot]);
        }
    }

    private void begin(int slot, double[] values) {
        if (!method.hasSeason()) {
            levels[slot] = values[0];
            trends[slot] = method.hasTrend() ? (values[first - 1] - values[0]) / (first - 1) : 0;
            seasons[slot] = NONE;
            smoothAll(slot, values, 1);
            return;
        }
        double one = mean(values, 0);
        double two = mean(values, season);
        levels[slot] = one;
        trends[slot] = (two - one) / season;
        double[] parts = new double[season];
        for (int i = 0; i < season; i++) {
            parts[i] = method == Method.ADDITIVE ? values[i] - one : values[i] / one;
        }
        seasons[slot] = parts;
        smoothAll(slot, values, season);
    }

    /** Takes the values after those that the series begins with. */
    private void smoothAll(int slot, double[] values, int from) {
        counts[slot] = from;
        for (int i = from; i < first; i++) {
            smooth(slot, values[i]);
        }
    }

    private double mean(double[] values, int from) {
        double sum = 0;
        for (int i = from; i < from + season; i++) {
            sum += values[i];
        }
        return sum / season;
    }

    private void smooth(int slot, double value) {
        double before = levels[slot] + trends[slot];
        int place = season == 0 ? 0 : (int) (counts[slot] % season);
        double part = season == 0 ? 0 : seasons[slot][place];
        double seasonless = method == Method.MULTIPLICATIVE ? value / part : value - part;
        double level = settings.alpha() * seasonless + (1 - settings.alpha()) * before;
        if (method.hasTrend()) {
            trends[slot] = settings.beta() * (level - levels[slot]) + (1 - settings.beta()) * trends[slot];
        }
        if (method.hasSeason()) {
            double own = method == Method.MULTIPLICATIVE ? value / before : value - before;
            seasons[slot][place] = settings.gamma() * own + (1 - settings.gamma()) * part;
        }
        levels[slot] = level;
        counts[slot]++;
    }

    @Override
    public List<Table> tables() {
        return tables;
    }

    private final class Series implements Table {
        @Override
        public String name() {
            return "series";
        }

        @Override
        public List<Field> fields() {
            return List.of(
                    Field.required("values", DataType.BIGINT),
                    Field.required("level", DataType.DOUBLE),
                    Field.required("trend", DataType.DOUBLE),
                    Field.required("residuals", DataType.BIGINT),
                    Field.required("squares", DataType.DOUBLE));
        }

        @Override
        public int rows(int slot) {
            return 1;
        }

        @Override
        public void save(int slot, int row, BatchBuilder target, int firstColumn) {
            ((LongsBuilder) target.column(firstColumn)).append(counts[slot]);
            ((DoublesBuilder) target.column(firstColumn + 1)).append(levels[slot]);
            ((DoublesBuilder) target.column(firstColumn + 2)).append(trends[slot]);
            ((LongsBuilder) target.column(firstColumn + 3)).append(residuals[slot]);
            ((DoublesBuilder) target.column(firstColumn + 4)).append(residualSquares[slot]);
        }

        @Override
        public void load(int slot, Batch batch, int firstColumn, int index) {
            counts[slot] = ((Column.Longs) batch.column(firstColumn)).values[index];
            levels[slot] = ((Column.Doubles) batch.column(firstColumn + 1)).values[index];
            trends[slot] = ((Column.Doubles) batch.column(firstColumn + 2)).values[index];
            residuals[slot] = ((Column.Longs) batch.column(firstColumn + 3)).values[index];
            residualSquares[slot] = ((Column.Doubles) batch.column(firstColumn + 4)).values[index];
            seasons[slot] = new double[kept(slot)];
        }
    }

    /** How many values are kept of a key. */
    private int kept(int slot) {
        return counts[slot] < first ? (int) counts[slot] : season;
    }

    private final class Seasons implements Table {
        @Override
        public String name() {
            return "season";
        }

        @Override
        public List<Field> fields() {
            return List.of(Field.required("place", DataType.INT), Field.required("value", DataType.DOUBLE));
        }

        @Override
        public int rows(int slot) {
            return kept(slot);
        }

        @Override
        public void save(int slot, int row, BatchBuilder target, int firstColumn) {
            ((IntsBuilder) target.column(firstColumn)).append(row);
            ((DoublesBuilder) target.column(firstColumn + 1)).append(seasons[slot][row]);
        }

        @Override
        public void load(int slot, Batch batch, int firstColumn, int index) {
            int place = ((Column.Ints) batch.column(firstColumn)).values[index];
            seasons[slot][place] = ((Column.Doubles) batch.column(firstColumn + 1)).values[index];
        }
    }
}
