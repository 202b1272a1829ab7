package dev.tailrace.operators.combine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * The versions of each key, oldest first, at most one of a time. One may be the end of that before it: a delete, from whose
 * time on nothing is valid. Single-threaded.
 */
final class VersionLists {
    static final int NONE = RowLists.NONE;

    private final RowLists rows;

    /** By the number of a version. */
    private boolean[] isEnd = new boolean[0];

    VersionLists(KeptSide side) {
        this.rows = new RowLists(side);
    }

    /** As they are kept, the ends among them. */
    RowLists rows() {
        return rows;
    }

    void begin(Batch batch) {
        rows.begin(batch);
    }

    void addKey(int key) {
        rows.addKey(key);
    }

    /**
     * Takes a version unless there is a newer one; one of the same time is replaced.
     *
     * @return whether it has been taken
     */
    boolean add(int key, int index, long time, boolean ends) {
        int newest = rows.last(key);
        if (newest == NONE || time > rows.time(newest)) {
            newest = rows.add(key, index, time);
        } else if (time == rows.time(newest)) {
            rows.replaceLast(key, index, time);
        } else {
            return false;
        }
        mark(newest, ends);
        return true;
    }

    private void mark(int version, boolean ends) {
        if (version >= isEnd.length) {
            isEnd = Arrays.copyOf(isEnd, Math.max(16, version * 2));
        }
        isEnd[version] = ends;
    }

    /** Puts a version back that was kept, behind the others of its key; not an end as far as is known. */
    void restore(int key, int index, long time) {
        mark(rows.add(key, index, time), false);
    }

    /** The version that is valid at a time, or {@link #NONE}. */
    int valid(int key, long time) {
        int valid = NONE;
        for (int version = rows.first(key); version != NONE && rows.time(version) <= time; ) {
            valid = version;
            version = rows.next(version);
        }
        return valid == NONE || isEnd[valid] ? NONE : valid;
    }

    /**
     * Forgets the versions before the one that is the latest at a time.
     *
     * @return whether the key has some left
     */
    boolean forgetBefore(int key, long time) {
        int version = rows.first(key);
        while (version != NONE && rows.next(version) != NONE && rows.time(rows.next(version)) <= time) {
            int next = rows.next(version);
            rows.remove(key, NONE, version);
            version = next;
        }
        return version != NONE;
    }

    /** Appends a version to a batch of the side's input. */
    void append(int version, BatchBuilder target) {
        rows.append(version, target);
    }

    /** Gives the times of a key's versions that are ends. */
    void ends(int key, LongConsumer times) {
        for (int version = rows.first(key); version != NONE; version = rows.next(version)) {
            if (isEnd[version]) {
                times.accept(rows.time(version));
            }
        }
    }

    /** The version of this time, which is there, is an end. */
    void setEnd(int key, long time) {
        int version = rows.first(key);
        while (rows.time(version) != time) {
            version = rows.next(version);
        }
        mark(version, true);
    }

    int size() {
        return rows.size();
    }
}
