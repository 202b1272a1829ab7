package dev.tailrace.operators.sources;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Batches of Nexmark's events in arrays that are used again once nobody reads them. Single-threaded; the batches may be
 * released on any thread.
 */
final class NexmarkBatches {
    /** As many as a queue between two threads holds, and some at its ends; more is left to the garbage collector. */
    private static final int KEPT_ROOMS = 72;

    private final NexmarkEvents events;
    private final Schema schema;
    private final List<NexmarkColumn> columns;
    private final Set<NexmarkColumn> demanded;
    private final int emitted;
    private final List<NexmarkRoom> rooms = new ArrayList<>();
    private final @Nullable NexmarkPattern[] patterns = new NexmarkPattern[NexmarkEvents.EPOCH];

    /**
     * @param columns in the order of the schema
     * @param emitted kinds of the events that come out
     */
    NexmarkBatches(
            NexmarkEvents events,
            Schema schema,
            List<NexmarkColumn> columns,
            Set<NexmarkColumn> demanded,
            int emitted) {
        this.events = events;
        this.schema = schema;
        this.columns = columns;
        this.demanded = demanded;
        this.emitted = emitted;
    }

    /** How many events, at most, to write from this one on, so that later batches are whole. */
    static int room(long first) {
        return NexmarkEvents.MAX_ROWS - (int) (first % NexmarkEvents.MAX_ROWS);
    }

    /** Events {@code [first, first + count)} without those that do not come out; perhaps none. */
    Batch of(long first, int count) {
        NexmarkRoom room = freeRoom();
        events.write(first, count, room);
        return room.batch(schema, columns, pattern((int) (first % NexmarkEvents.EPOCH)), count);
    }

    /** The first one that is free, so that few are in use and stay near. */
    private NexmarkRoom freeRoom() {
        for (int i = 0; i < rooms.size(); i++) {
            if (rooms.get(i).isFree()) {
                return rooms.get(i);
            }
        }
        NexmarkRoom room = new NexmarkRoom(events.texts(), emitted, demanded);
        if (rooms.size() < KEPT_ROOMS) {
            rooms.add(room);
        }
        return room;
    }

    private NexmarkPattern pattern(int phase) {
        NexmarkPattern pattern = patterns[phase];
        if (pattern == null) {
            pattern = new NexmarkPattern(phase, emitted, events.texts().kinds);
            patterns[phase] = pattern;
        }
        return pattern;
    }
}
