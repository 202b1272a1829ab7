package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.DoublesBuilder;
import dev.tailrace.data.Field;
import dev.tailrace.data.IntsBuilder;
import dev.tailrace.operator.window.WindowClock;
import java.util.Arrays;
import java.util.List;

/** The last values of each key in each slot of a season. */
final class SeasonalHistory implements RowModel {
    /** Makes the median distance of a normal distribution its deviation. */
    private static final double MEDIAN_TO_DEVIATION = 1.4826;
    /** As much for the mean distance: the root of half of pi. */
    private static final double MEAN_TO_DEVIATION = 1.253314;

    private static final double[] NONE = {};

    private final SeasonalAnomaly.Settings settings;
    private final WindowClock clock;
    private final long slotMillis;
    private final int slots;
    private final Table values = new Values();
    private final double[] sorted;

    /** By the key's slot, then by the slot of the season: its values, oldest first. */
    private double[][][] histories = new double[0][][];

    /** How many values each key has. */
    private int[] counts = new int[0];

    SeasonalHistory(SeasonalAnomaly.Settings settings, WindowClock clock) {
        this.settings = settings;
        this.clock = clock;
        this.slotMillis = settings.slot().toMillis();
        this.slots = Math.toIntExact(settings.season().toMillis() / slotMillis);
        this.sorted = new double[settings.history()];
    }

    @Override
    public void ensure(int limit) {
        if (limit > histories.length) {
            histories = Arrays.copyOf(histories, Math.max(limit, Math.max(16, histories.length * 2)));
            counts = Arrays.copyOf(counts, histories.length);
        }
    }

    @Override
    public void clear(int slot) {
        histories[slot] = new double[slots][];
        Arrays.fill(histories[slot], NONE);
        counts[slot] = 0;
    }

    @Override
    public void take(int slot, double[] row, long millis, double[] results) {
        double value = row[0];
        int place = (int) Math.floorMod(Math.floorDiv(clock.wallClock(millis), slotMillis), (long) slots);
        double[] history = histories[slot][place];
        if (history.length < settings.minimum()) {
            Arrays.fill(results, Double.NaN);
        } else {
            if (settings.method() == SeasonalAnomaly.Method.ROBUST) {
                robust(history, results);
            } else {
                moments(history, results);
            }
            double apart = value - results[0];
            results[2] = results[1] == 0 ? Double.NaN : apart / results[1];
            boolean anomaly = results[1] == 0 ? apart != 0 : Math.abs(results[2]) > settings.threshold();
            results[3] = anomaly ? 1 : 0;
        }
        add(slot, place, value);
    }

    private void robust(double[] history, double[] results) {
        int count = history.length;
        System.arraycopy(history, 0, sorted, 0, count);
        double middle = median(count);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sorted[i] = Math.abs(history[i] - middle);
            sum += sorted[i];
        }
        double distance = median(count);
        results[0] = middle;
        results[1] = distance > 0 ? MEDIAN_TO_DEVIATION * distance : MEAN_TO_DEVIATION * sum / count;
    }

    private double median(int count) {
        Arrays.sort(sorted, 0, count);
        return count % 2 == 1 ? sorted[count / 2] : sorted[count / 2 - 1] / 2 + sorted[count / 2] / 2;
    }

    /** In two passes, so that nothing cancels. */
    private static void moments(double[] history, double[] results) {
        double mean = 0;
        for (int i = 0; i < history.length; i++) {
            mean += (history[i] - mean) / (i + 1);
        }
        double squares = 0;
        for (double value : history) {
            squares += (value - mean) * (value - mean);
        }
        results[0] = mean;
        results[1] = Math.sqrt(squares / history.length);
    }

    private void add(int slot, int place, double value) {
        double[] history = histories[slot][place];
        if (history.length < settings.history()) {
            history = Arrays.copyOf(history, history.length + 1);
            histories[slot][place] = history;
            counts[slot]++;
        } else {
            System.arraycopy(history, 1, history, 0, history.length - 1);
        }
        history[history.length - 1] = value;
    }

    @Override
    public List<Table> tables() {
        return List.of(values);
    }

    /** The values by slot of the season, oldest first. */
    private final class Values implements Table {
        /** Where the last row stood that was saved: its slot of the season, and the rows before that. */
        private int place;

        private int before;

        @Override
        public String name() {
            return "values";
        }

        @Override
        public List<Field> fields() {
            return List.of(Field.required("slot", DataType.INT), Field.required("value", DataType.DOUBLE));
        }

        @Override
        public int rows(int slot) {
            return counts[slot];
        }

        @Override
        public void save(int slot, int row, BatchBuilder target, int firstColumn) {
            if (row == 0) {
                place = 0;
                before = 0;
            }
            while (row - before >= histories[slot][place].length) {
                before += histories[slot][place++].length;
            }
            ((IntsBuilder) target.column(firstColumn)).append(place);
            ((DoublesBuilder) target.column(firstColumn + 1)).append(histories[slot][place][row - before]);
        }

        @Override
        public void load(int slot, Batch batch, int firstColumn, int index) {
            int at = ((Column.Ints) batch.column(firstColumn)).values[index];
            add(slot, at, ((Column.Doubles) batch.column(firstColumn + 1)).values[index]);
        }
    }
}
