package dev.tailrace.operator.window;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.aggregate.Aggregation;
import dev.tailrace.operator.state.KeyCodec;
import dev.tailrace.operator.state.KeySlots;
import dev.tailrace.operator.state.SlotPool;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateWriter;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The open sessions of all keys, by wall clock times. Sessions of a key never touch one another.
 *
 * <p>Sessions wait in a queue in the order of their ends. As most rows make a session longer, its place in the queue is
 * put right only when it comes up. Rows are added many at a time, but before two sessions become one. Single-threaded.
 */
final class Sessions implements GroupTables.Groups {
    /** Below this many keys it is not worth forgetting those without sessions. */
    private static final int FEW_KEYS = 1024;

    private static final Comparator<Session> BY_END = Comparator.<Session>comparingLong(session -> session.queuedEnd)
            .thenComparingLong(session -> session.number);

    private static final class Session {
        /** In the order of their beginnings. */
        final long number;

        final int slot;
        /** Number of the key. */
        int key;

        long start;
        long end;
        long queuedEnd;
        /** Another session of the key. */
        @Nullable
        Session next;

        /** Whether it has become part of another one. */
        boolean absorbed;

        Session(long number, int slot, int key, long start, long end) {
            this.number = number;
            this.slot = slot;
            this.key = key;
            this.start = start;
            this.end = end;
            this.queuedEnd = end;
        }

        boolean touches(long from, long until) {
            return start <= until && end >= from;
        }
    }

    private final long gapMillis;
    private final KeyCodec codec;
    private final Aggregation aggregation;
    private final GroupTables tables;
    private final SlotPool pool = new SlotPool();
    private final PriorityQueue<Session> queue = new PriorityQueue<>(BY_END);
    private KeySlots keys = new KeySlots();
    /** A session of each key by its number. */
    private @Nullable Session[] first = new Session[16];

    private int keysWithSessions;
    private long begun;

    // Rows that have their session and are not yet added to it.
    private int[] slots = new int[Batch.MAX_ROWS];
    private int[] positions = new int[Batch.MAX_ROWS];
    private int pending;

    Sessions(Schema keys, long gapMillis, Aggregation aggregation) {
        this.gapMillis = gapMillis;
        this.codec = new KeyCodec(keys);
        this.aggregation = aggregation;
        this.tables = new GroupTables(keys, aggregation, GroupTables.Bounds.OF_WINDOWS);
    }

    /** Takes the batch of the rows that are asked for and added next. */
    @Override
    public void begin(Batch batch, int[] keyColumns) {
        codec.begin(batch, keyColumns);
    }

    /** Whether a row continues a session that is open. */
    boolean continues(long time, int index) {
        for (Session session = first[key(index)]; session != null; session = session.next) {
            if (session.touches(time, time + gapMillis)) {
                return true;
            }
        }
        return false;
    }

    /** Adds a row of a batch whose arguments are evaluated; {@link #flush} at the end of the batch. */
    void add(long time, int index) {
        if (pending == slots.length) {
            flush();
        }
        // Before the row is noted, as this may flush those before.
        int slot = session(key(index), time, time + gapMillis).slot;
        slots[pending] = slot;
        positions[pending++] = index;
    }

    /** Adds the rows since the last flush to their sessions. */
    void flush() {
        if (pending > 0) {
            aggregation.add(slots, positions, pending);
            pending = 0;
        }
    }

    private int key(int index) {
        codec.encode(index);
        int number = keys.findOrAdd(codec.bytes(), codec.length(), codec.hash());
        if (number == first.length) {
            first = Arrays.copyOf(first, number * 2);
        }
        return number;
    }

    /** The session of a key that has all of a stretch of time; those that touch it become one. */
    private Session session(int key, long start, long end) {
        Session found = null;
        for (Session session = first[key]; session != null; session = session.next) {
            if (session.touches(start, end)) {
                found = found == null ? session : merge(found, session);
            }
        }
        if (found == null) {
            return begin(key, start, end);
        }
        found.start = Math.min(found.start, start);
        found.end = Math.max(found.end, end);
        return found;
    }

    private Session begin(int key, long start, long end) {
        int slot = pool.take();
        aggregation.ensure(pool.limit());
        aggregation.clear(slot);
        Session session = new Session(begun++, slot, key, start, end);
        session.next = first[key];
        if (session.next == null) {
            keysWithSessions++;
        }
        first[key] = session;
        queue.add(session);
        return session;
    }

    /** Makes two sessions one: that which began first. */
    private Session merge(Session one, Session other) {
        flush();
        Session target = one.number < other.number ? one : other;
        Session source = target == one ? other : one;
        aggregation.merge(new int[] {target.slot}, new int[] {source.slot}, 1);
        target.start = Math.min(target.start, source.start);
        target.end = Math.max(target.end, source.end);
        source.absorbed = true;
        close(source);
        return target;
    }

    /** Takes a session from its key and frees what was kept for it. */
    private void close(Session session) {
        Session before = first[session.key];
        if (before == session) {
            first[session.key] = session.next;
            keysWithSessions -= session.next == null ? 1 : 0;
        } else {
            while (before != null && before.next != session) {
                before = before.next;
            }
            if (before != null) {
                before.next = session.next;
            }
        }
        aggregation.clear(session.slot);
        pool.giveBack(session.slot);
    }

    /** The end of the session that ends first, or {@link Long#MAX_VALUE} if there is none. */
    long earliestEnd() {
        Session session = queue.peek();
        while (session != null && (session.absorbed || session.end > session.queuedEnd)) {
            queue.remove();
            if (!session.absorbed) {
                session.queuedEnd = session.end;
                queue.add(session);
            }
            session = queue.peek();
        }
        return session == null ? Long.MAX_VALUE : session.end;
    }

    /** Adds the session that ends first to the results, and forgets it. */
    void closeEarliest(WindowRows rows, Outlet out) {
        Session session = queue.remove();
        rows.result(session.start, session.end, keys, session.key, session.slot, out);
        close(session);
    }

    /** Forgets keys without sessions once they are many; between batches. */
    void forgetKeys() {
        if (keys.size() < FEW_KEYS || keys.size() < keysWithSessions * 2) {
            return;
        }
        KeySlots kept = new KeySlots();
        @Nullable Session[] firstKept = new Session[Math.max(16, keysWithSessions * 2)];
        for (int key = 0; key < keys.size(); key++) {
            Session session = first[key];
            if (session != null) {
                int number = kept.findOrAdd(keys, key);
                firstKept[number] = session;
                for (; session != null; session = session.next) {
                    session.key = number;
                }
            }
        }
        keys = kept;
        first = firstKept;
    }

    /** Adds all sessions to the results. */
    void results(WindowRows rows, Outlet out) {
        for (Session session : open()) {
            rows.result(session.start, session.end, keys, session.key, session.slot, out);
        }
    }

    /** All sessions, in the order of their beginnings. */
    private List<Session> open() {
        return queue.stream()
                .filter(session -> !session.absorbed)
                .sorted(Comparator.comparingLong(session -> session.number))
                .toList();
    }

    /** About how many sessions there are. */
    long size() {
        return queue.size();
    }

    void snapshot(StateWriter writer) {
        // Where some are enough, any will do: putting millions in order takes longer than writing a few.
        Collection<Session> sessions = queue.size() > writer.mostRows() ? queue : open();
        tables.snapshot(writer, target -> {
            for (Session session : sessions) {
                if (target.isEnough()) {
                    return;
                }
                if (!session.absorbed) {
                    target.group(keys, session.key, session.slot, session.start, session.end);
                }
            }
        });
    }

    /** Takes up a snapshot, where there are no sessions yet. */
    void restore(StateReader reader) {
        tables.restore(reader, this);
    }

    @Override
    public int slot(int index, long start, long end) {
        return session(key(index), start, end).slot;
    }
}
