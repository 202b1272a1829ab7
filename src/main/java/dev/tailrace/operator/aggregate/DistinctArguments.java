package dev.tailrace.operator.aggregate;

import dev.tailrace.language.Expression;
import java.util.ArrayList;
import java.util.List;

/** What the DISTINCT aggregates of a node have seen; those over one argument keep and look up each value once. */
final class DistinctArguments {
    private final boolean retracting;
    private final List<Shared> shared = new ArrayList<>();

    /** @param argument place among the {@link Arguments} */
    private record Shared(int argument, SharedValues values) {}

    /** @param retracting whether rows are taken back, so that it counts how often a value is there */
    DistinctArguments(boolean retracting) {
        this.retracting = retracting;
    }

    /**
     * What one more aggregate has seen.
     *
     * @param place of the argument among the {@link Arguments}
     */
    SeenValues seen(Expression argument, int place) {
        if (retracting) {
            return new DistinctValues(argument.as("value"), true);
        }
        for (Shared one : shared) {
            if (one.argument == place && one.values.hasRoom()) {
                return one.values.member();
            }
        }
        SharedValues values = new SharedValues(argument.as("value"));
        shared.add(new Shared(place, values));
        return values.member();
    }

    /** Takes the rows that the aggregates are asked about next; parameters as for {@link Accumulator#add}. */
    void begin(Arguments arguments, int[] slots, int[] positions, int count) {
        for (Shared one : shared) {
            one.values.begin(arguments.columns()[one.argument], slots, positions, count);
        }
    }
}
