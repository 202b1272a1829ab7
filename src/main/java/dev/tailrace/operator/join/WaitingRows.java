package dev.tailrace.operator.join;

import dev.tailrace.data.Batch;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.state.RowHeap;
import dev.tailrace.operator.state.RowIndex;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one side that wait for partners, chained by key: of each the columns that are kept, and what the join
 * notes of it. A row that is there more than once is one with a count where rows may be taken back, or where nothing is
 * kept of them. Single-threaded.
 */
public final class WaitingRows {
    /** In place of a row. */
    public static final int NONE = RowHeap.NONE;

    private static final int NOT_NOTED = -1;

    /**
     * What is kept of the rows of a side.
     *
     * @param schema the side's input
     * @param keyColumns positions in it of the key's columns
     * @param kept positions in it, ascending, of the columns that are kept
     * @param retracts whether rows may be taken back
     * @param notes what the join notes of each row
     */
    public record Plan(Schema schema, int[] keyColumns, int[] kept, boolean retracts, List<Note> notes) {}

    /** What a join may note of each row, besides how often it is there. */
    public enum Note {
        /** How many partners it has, or whether it has had one. */
        PARTNERS,
        /** A time in milliseconds. */
        TIME,
        /** When it was last added, counted or found a partner, by the clock. */
        TOUCHED
    }

    private final Plan plan;
    private final RowHeap rows;
    private final @Nullable RowIndex index;
    private final boolean counts;
    private final int nextAt;
    private final int previousAt;
    private final int keyAt;
    private final int countAt;
    private final int partnersAt;
    private final int timeAt;
    private final int hashAt;
    private final @Nullable TouchOrder order;
    private long now;
    private int[] first = new int[16];
    private long size;

    public WaitingRows(Plan plan) {
        this.plan = plan;
        boolean noted = plan.notes().contains(Note.TIME);
        this.counts = plan.retracts() || (plan.kept().length == 0 && !noted);
        boolean touched = plan.notes().contains(Note.TOUCHED);
        boolean removes = plan.retracts() || noted || touched;
        boolean finds = plan.retracts() && plan.kept().length > 0;
        int bytes = 4;
        nextAt = 0;
        previousAt = removes ? bytes : NOT_NOTED;
        bytes += removes ? 4 : 0;
        keyAt = removes ? bytes : NOT_NOTED;
        bytes += removes ? 4 : 0;
        countAt = counts ? bytes : NOT_NOTED;
        bytes += counts ? 4 : 0;
        partnersAt = plan.notes().contains(Note.PARTNERS) ? bytes : NOT_NOTED;
        bytes += partnersAt == NOT_NOTED ? 0 : 4;
        timeAt = noted ? bytes : NOT_NOTED;
        bytes += noted ? 8 : 0;
        // A row that is forgotten is not there to be hashed.
        hashAt = touched && finds ? bytes : NOT_NOTED;
        bytes += hashAt == NOT_NOTED ? 0 : 4;
        rows = new RowHeap(keptSchema(plan), bytes + (touched ? TouchOrder.BYTES : 0));
        order = touched ? new TouchOrder(rows, bytes) : null;
        index = finds ? new RowIndex() : null;
        Arrays.fill(first, NONE);
    }

    private static Schema keptSchema(Plan plan) {
        return new Schema(
                IntStream.of(plan.kept()).mapToObj(plan.schema()::field).toList());
    }

    public Plan plan() {
        return plan;
    }

    /** Rows that wait, each as often as it is there. */
    public long size() {
        return size;
    }

    /** Takes the batch of the rows that are added or looked for next. */
    public void begin(Batch batch) {
        rows.begin(batch, plan.kept());
    }

    /** What the clock shows, in milliseconds of the epoch, to whom notes when rows are touched. */
    public void setNow(long millis) {
        now = millis;
    }

    /** The row that was not touched for the longest time, or {@link #NONE}. */
    public int longestIdle() {
        return order == null ? NONE : order.first();
    }

    /** When a row was last touched. */
    public long touched(int row) {
        return order == null ? now : order.touchedMillis(row);
    }

    /** Notes that a row was touched then, not before any other. */
    void touch(int row, long millis) {
        now = millis;
        touch(row);
    }

    private void touch(int row) {
        if (order != null) {
            order.remove(row);
            order.add(row, now);
        }
    }

    /** The first row of a key, or {@link #NONE}; the last one added. */
    public int first(int key) {
        return key < first.length ? first[key] : NONE;
    }

    /** The next row of the same key, or {@link #NONE}. */
    public int next(int row) {
        return rows.note(row, nextAt);
    }

    /** The key of a row, where rows may go. */
    public int key(int row) {
        return rows.note(row, keyAt);
    }

    /** Whether rows that are the same are one, with a count. */
    boolean counts() {
        return counts;
    }

    /** How often a row is there. */
    public int count(int row) {
        return counts ? rows.note(row, countAt) : 1;
    }

    /** Only where rows are counted. */
    void setCount(int row, int count) {
        size += count - count(row);
        rows.setNote(row, countAt, count);
    }

    public int partners(int row) {
        return rows.note(row, partnersAt);
    }

    public void setPartners(int row, int partners) {
        rows.setNote(row, partnersAt, partners);
        touch(row);
    }

    public long time(int row) {
        return rows.longNote(row, timeAt);
    }

    public void setTime(int row, long millis) {
        rows.setLongNote(row, timeAt, millis);
    }

    /** Bytes that a row takes, about. */
    public int bytes(int row) {
        return rows.bytes(row);
    }

    /** Adds a row of the batch; a new one has no partners. */
    public int add(int key, int batchIndex) {
        size++;
        rows.encode(batchIndex);
        if (counts) {
            int known = find(key);
            if (known != NONE) {
                rows.setNote(known, countAt, rows.note(known, countAt) + 1);
                touch(known);
                return known;
            }
        }
        int row = rows.add();
        if (key >= first.length) {
            int before = first.length;
            first = Arrays.copyOf(first, Math.max(key + 1, before * 2));
            Arrays.fill(first, before, first.length, NONE);
        }
        int second = first[key];
        first[key] = row;
        rows.setNote(row, nextAt, second);
        if (previousAt != NOT_NOTED) {
            rows.setNote(row, previousAt, NONE);
            rows.setNote(row, keyAt, key);
            if (second != NONE) {
                rows.setNote(second, previousAt, row);
            }
        }
        if (counts) {
            rows.setNote(row, countAt, 1);
        }
        if (partnersAt != NOT_NOTED) {
            rows.setNote(row, partnersAt, 0);
        }
        if (index != null) {
            int hash = hash(key);
            index.add(hash, row);
            if (hashAt != NOT_NOTED) {
                rows.setNote(row, hashAt, hash);
            }
        }
        if (order != null) {
            order.add(row, now);
        }
        return row;
    }

    /** Counts a row of the batch down; at 0 it is out of its key's chain, to be {@linkplain #free freed}. */
    public int takeBack(int key, int batchIndex) {
        rows.encode(batchIndex);
        int row = find(key);
        if (row == NONE) {
            return NONE;
        }
        size--;
        int count = rows.note(row, countAt) - 1;
        rows.setNote(row, countAt, count);
        if (count > 0) {
            touch(row);
        } else {
            if (index != null) {
                index.remove(hash(key), row);
            }
            unchain(row);
        }
        return row;
    }

    /** The row that was encoded last, or none. */
    private int find(int key) {
        if (index == null) {
            return first(key);
        }
        int hash = hash(key);
        for (int at = index.first(hash); at != RowIndex.NONE; at = index.next(at, hash)) {
            int row = index.row(at);
            if (rows.note(row, keyAt) == key && rows.equalsEncoded(row)) {
                return row;
            }
        }
        return NONE;
    }

    private int hash(int key) {
        return rows.hash() ^ key * 0x9E3779B9;
    }

    /** Takes a row out of its key's chain, however often it is there, and frees it. */
    public void remove(int row) {
        size -= count(row);
        if (index != null) {
            index.remove(rows.note(row, hashAt), row);
        }
        unchain(row);
        rows.remove(row);
    }

    private void unchain(int row) {
        if (order != null) {
            order.remove(row);
        }
        int previous = rows.note(row, previousAt);
        int next = rows.note(row, nextAt);
        if (previous == NONE) {
            first[rows.note(row, keyAt)] = next;
        } else {
            rows.setNote(previous, nextAt, next);
        }
        if (next != NONE) {
            rows.setNote(next, previousAt, previous);
        }
    }

    /** Lets a row go that was taken back; its number goes to another one. */
    public void free(int row) {
        rows.remove(row);
    }

    /**
     * Appends an input column of several rows, NULL where there is {@link #NONE}.
     *
     * @param keptColumn position among the columns that are kept
     */
    void append(int[] ofRows, int count, int keptColumn, ColumnBuilder target) {
        rows.append(ofRows, count, keptColumn, target);
    }

    /** Appends an input column of a row. */
    void append(int row, int keptColumn, ColumnBuilder target) {
        rows.append(row, keptColumn, target);
    }

    /** Takes a batch whose columns stand elsewhere than in the input. */
    void begin(Batch batch, int[] keptColumns) {
        rows.begin(batch, keptColumns);
    }
}
