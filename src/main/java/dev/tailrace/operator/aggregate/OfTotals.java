package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Column;
import org.jspecify.annotations.Nullable;

/** An aggregate that is read off totals, be they its own or those of another aggregate of the same values. */
abstract class OfTotals implements Accumulator {
    final Totals totals;
    /** Whether values are added up here; else somebody else does. */
    final boolean adds;

    OfTotals(Totals totals, boolean adds) {
        this.totals = totals;
        this.adds = adds;
    }

    @Override
    public final void ensure(int limit) {
        if (adds) {
            totals.ensure(limit);
        }
    }

    @Override
    public final void clear(int slot) {
        if (adds) {
            totals.clear(slot);
        }
    }

    @Override
    public final void add(int[] slots, int[] positions, int count, @Nullable Column argument) {
        if (adds) {
            totals.add(slots, positions, count, Accumulator.required(argument), 1);
        }
    }

    @Override
    public final void retract(int[] slots, int[] positions, int count, @Nullable Column argument) {
        if (adds) {
            totals.add(slots, positions, count, Accumulator.required(argument), -1);
        }
    }

    @Override
    public final void merge(int[] targets, int[] sources, int count) {
        if (adds) {
            totals.merge(targets, sources, count);
        }
    }
}
