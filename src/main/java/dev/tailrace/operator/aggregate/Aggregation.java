package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Expression;
import dev.tailrace.operator.aggregate.CheckedAggregates.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates of a node at work: arguments and filters as one compiled projection, one accumulator per aggregate,
 * all groups side by side under slot numbers that the caller hands out. Single-threaded.
 *
 * <p>Per batch: {@link #evaluate}, then {@link #add} with the slot of each row.
 */
public final class Aggregation {
    /**
     * What belongs to one aggregate; columns by their place among the {@link Arguments}.
     *
     * @param cast from what the accumulator gives to the type of the result, or null if that is the same
     */
    private record Part(
            Call call,
            Accumulator accumulator,
            int argument,
            int filter,
            @Nullable SeenValues distinct,
            @Nullable ResultCast cast) {}

    private final List<Part> parts = new ArrayList<>();
    private final DistinctArguments distinct;
    private final Arguments arguments;
    private final PassingRows passing = new PassingRows();
    /** Of a batch that has the aggregates' columns only. */
    private final int[] ownColumns;

    public Aggregation(List<Call> calls, Schema input) {
        this(calls, input, false);
    }

    /** @param retracting whether rows are taken back, for which more is remembered of each group */
    public Aggregation(List<Call> calls, Schema input, boolean retracting) {
        arguments = new Arguments(input);
        distinct = new DistinctArguments(retracting);
        Accumulators accumulators = new Accumulators(retracting);
        for (Call call : calls) {
            String name = call.field().name();
            Computation computation = call.computation();
            Expression argument = call.evaluated();
            Expression result = computation == null ? null : computation.result();
            int place = arguments.place(argument, name + ".argument");
            int filter = arguments.place(call.filter(), name + ".filter");
            parts.add(new Part(
                    call,
                    accumulators.of(call, place, filter),
                    place,
                    filter,
                    call.distinct() && argument != null ? distinct.seen(argument, place) : null,
                    computation == null || result == null ? null : new ResultCast(computation.computed(), result)));
        }
        arguments.compile();
        ownColumns = IntStream.range(0, parts.size()).toArray();
    }

    public int size() {
        return parts.size();
    }

    /**
     * Computes arguments and filters for the rows that are added next.
     *
     * @throws dev.tailrace.language.EvaluationException at the first row that cannot be computed
     */
    public void evaluate(Batch batch) {
        arguments.evaluate(batch);
    }

    /** What {@link #evaluate} computes of a row: arguments and filters, each once. */
    public List<Field> arguments() {
        return arguments.fields();
    }

    /** What was computed last, in the order of {@link #arguments}; until the next call of {@link #evaluate}. */
    public Column[] evaluated() {
        return arguments.columns();
    }

    /** Takes columns that were computed before, in place of {@link #evaluate}. */
    public void use(Column[] evaluated) {
        arguments.use(evaluated);
    }

    /** Makes room for the slots {@code [0, limit)}. */
    public void ensure(int limit) {
        for (Part part : parts) {
            part.accumulator.ensure(limit);
            if (part.distinct != null) {
                part.distinct.ensure(limit);
            }
        }
    }

    /** Begins a group; also frees what was kept for the slot before. */
    public void clear(int slot) {
        for (Part part : parts) {
            part.accumulator.clear(slot);
            if (part.distinct != null) {
                part.distinct.clear(slot);
            }
        }
    }

    /**
     * Adds rows of the batch evaluated last.
     *
     * @param slots of the rows {@code [0, count)}
     * @param positions of the rows in the batch's columns
     */
    public void add(int[] slots, int[] positions, int count) {
        distinct.begin(arguments, slots, positions, count);
        for (Part part : parts) {
            Column argument = arguments.at(part.argument);
            Column.Booleans filter = (Column.Booleans) arguments.at(part.filter);
            if (filter == null && part.distinct == null) {
                part.accumulator.add(slots, positions, count, argument);
            } else if (filter != null
                    && filter.nulls == null
                    && argument == null
                    && part.accumulator instanceof Counts counts) {
                counts.addPassing(slots, positions, count, filter.values);
            } else {
                passing.choose(part.distinct, filter, argument, false, slots, positions, count);
                part.accumulator.add(passing.slots(), passing.positions(), passing.count(), argument);
            }
        }
    }

    /**
     * Takes rows of the batch evaluated last back, which must have been added before; parameters as for {@link #add}.
     *
     * @throws UnsupportedOperationException unless it {@link #retracts()}
     */
    public void retract(int[] slots, int[] positions, int count) {
        for (Part part : parts) {
            Column argument = arguments.at(part.argument);
            Column.Booleans filter = (Column.Booleans) arguments.at(part.filter);
            if (filter == null && part.distinct == null) {
                part.accumulator.retract(slots, positions, count, argument);
            } else {
                passing.choose(part.distinct, filter, argument, true, slots, positions, count);
                part.accumulator.retract(passing.slots(), passing.positions(), passing.count(), argument);
            }
        }
    }

    /**
     * Adds to groups what other groups have seen, one pair after the other. The others stay as they are.
     *
     * @param targets slots of the groups that are added to, {@code [0, count)}
     * @param sources slots of the groups that are added, none of them a target
     */
    public void merge(int[] targets, int[] sources, int count) {
        for (Part part : parts) {
            if (part.distinct == null) {
                part.accumulator.merge(targets, sources, count);
            } else {
                for (int i = 0; i < count; i++) {
                    addUnseen(part.distinct, part.accumulator, targets[i], sources[i]);
                }
            }
        }
    }

    private static void addUnseen(SeenValues distinct, Accumulator accumulator, int target, int source) {
        Batch unseen = distinct.unseen(target, source);
        int count = unseen.rows();
        if (count > 0) {
            int[] slots = new int[count];
            int[] positions = new int[count];
            for (int i = 0; i < count; i++) {
                slots[i] = target;
                positions[i] = i;
            }
            accumulator.add(slots, positions, count, unseen.column(0));
        }
    }

    /** Whether rows that were added can be taken back. */
    public boolean retracts() {
        return parts.stream()
                .allMatch(part -> (part.distinct == null || part.distinct.isCounting()) && part.accumulator.retracts());
    }

    /**
     * Appends the results of a group.
     *
     * @param columns of the target, one per aggregate
     */
    public void result(int slot, BatchBuilder target, int[] columns) {
        for (int i = 0; i < columns.length; i++) {
            Part part = parts.get(i);
            if (part.cast == null) {
                part.accumulator.result(slot, target.column(columns[i]));
            } else {
                part.cast.result(part.accumulator, slot, target.column(columns[i]));
            }
        }
    }

    /** Appends a row for each of the groups, {@code [0, count)} of the slots, to a batch that has these columns only. */
    public void results(int[] slots, int count, BatchBuilder target) {
        results(slots, count, target, ownColumns);
        target.endRows(count);
    }

    /**
     * Appends the results of groups, {@code [0, count)} of the slots.
     *
     * @param columns of the target, one per aggregate
     */
    public void results(int[] slots, int count, BatchBuilder target, int[] columns) {
        for (int i = 0; i < columns.length; i++) {
            Part part = parts.get(i);
            ColumnBuilder column = target.column(columns[i]);
            if (part.cast == null) {
                part.accumulator.results(slots, count, column);
            } else {
                for (int k = 0; k < count; k++) {
                    part.cast.result(part.accumulator, slots[k], column);
                }
            }
        }
    }

    /** Columns of a snapshot, such as {@code avg_delay.sum}. */
    public List<Field> state() {
        List<Field> fields = new ArrayList<>();
        for (Part part : parts) {
            for (Field field : part.accumulator.state()) {
                fields.add(field.renamed(part.call.field().name() + "." + field.name()));
            }
        }
        return fields;
    }

    /** Appends the state of a group to the columns of {@link #state}, from {@code firstColumn} on. */
    public void save(int slot, BatchBuilder target, int firstColumn) {
        int column = firstColumn;
        for (Part part : parts) {
            part.accumulator.save(slot, target, column);
            column += part.accumulator.state().size();
        }
    }

    /** Takes up what {@link #save} wrote. */
    public void load(int slot, Batch batch, int firstColumn, int index) {
        int column = firstColumn;
        for (Part part : parts) {
            part.accumulator.load(slot, batch, column, index);
            column += part.accumulator.state().size();
        }
    }

    /** Whether the aggregate remembers the values it has seen, to be saved and loaded apart. */
    public boolean isDistinct(int part) {
        return remembered(part) != null;
    }

    private @Nullable SeenValues remembered(int part) {
        SeenValues distinct = parts.get(part).distinct;
        return distinct == null ? parts.get(part).accumulator.remembered() : distinct;
    }

    /** The name of an aggregate's result. */
    public String name(int part) {
        return parts.get(part).call.field().name();
    }

    /** The column of the values that the aggregate remembers. */
    public Field distinctField(int part) {
        Expression argument = parts.get(part).call.evaluated();
        if (argument == null) {
            throw new IllegalArgumentException("aggregate " + part + " is not DISTINCT");
        }
        return Field.required(name(part) + ".value", argument.type());
    }

    /** The columns of the values that the aggregate remembers: the value, and where rows are taken back how often. */
    public List<Field> distinctFields(int part) {
        SeenValues values = remembered(part);
        Field value = distinctField(part);
        return values != null && values.isCounting()
                ? List.of(value, Field.required(name(part) + ".count", DataType.BIGINT))
                : List.of(value);
    }

    /** How many values the aggregate remembers of a group. */
    public int distinctCount(int part, int slot) {
        SeenValues values = remembered(part);
        return values == null ? 0 : values.count(slot);
    }

    /** Appends one of the {@link #distinctCount} values to the columns of {@link #distinctFields} from this one on. */
    public void saveDistinct(int part, int slot, int number, BatchBuilder target, int column) {
        SeenValues values = remembered(part);
        if (values != null) {
            values.save(slot, number, target, column);
        }
    }

    /** Takes up a value that {@link #saveDistinct} wrote, where rows are not taken back. */
    public void loadDistinct(int part, int slot, Column values, int index) {
        SeenValues distinct = remembered(part);
        if (distinct != null) {
            distinct.begin(values);
            distinct.isNew(slot, index);
        }
    }

    /** Takes up a value that {@link #saveDistinct} wrote to the columns from this one on. */
    public void loadDistinct(int part, int slot, Batch batch, int column, int index) {
        SeenValues values = remembered(part);
        if (values != null && values.isCounting()) {
            values.begin(batch.column(column));
            values.load(slot, index, ((Column.Longs) batch.column(column + 1)).values[index]);
        } else {
            loadDistinct(part, slot, batch.column(column), index);
        }
    }
}
