package dev.tailrace.operator.state;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.Schema;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Gives each key a dense slot that it keeps until it is removed, so that what is known of keys lies in plain arrays.
 * Single-threaded.
 *
 * <p>A removed key leaves its bytes behind in the table of keys; once most of them are such, the table is made anew, so
 * that keys that come and go take no more than twice the room of those that are there.
 */
public final class KeyedSlots {
    private static final int NONE = -1;
    /** Below so many keys the table is not worth making anew. */
    private static final int SMALL = 1024;

    private final KeyCodec codec;
    /** What stands before each key. */
    private final int ahead;

    private final SlotPool pool = new SlotPool();
    private KeySlots numbers = new KeySlots();
    /** Null as long as no key has been removed, since each has its number as its slot then. */
    private int @Nullable [] slotOfNumber;

    private int[] numberOfSlot = new int[0];
    private int size;
    private boolean isNew;
    private int[] some = new int[0];
    private int[] groups = {};
    private int[] positions = {};
    private int[] hashes = {};

    public KeyedSlots(Schema keys) {
        this(keys, 0);
    }

    private KeyedSlots(Schema keys, int ahead) {
        this.codec = new KeyCodec(keys);
        this.ahead = ahead;
    }

    /** For keys of many groups in one table; they are found by {@link #slotInGroup} alone. */
    public static KeyedSlots ofGroups(Schema keys) {
        return new KeyedSlots(keys, KeyCodec.GROUP_BYTES);
    }

    /** Takes the only key column of the rows that are asked for next. */
    public void begin(Column column) {
        codec.begin(column);
    }

    /** As {@link #slot}, of a key that is the group's. */
    public int slotInGroup(int group, int index) {
        return slotInGroup(group, index, hashOfWord(group, index));
    }

    private int slotInGroup(int group, int index, int hashOfWord) {
        if (codec.isWord(index)) {
            int before = numbers.size();
            return slot(before, numbers.findOrAddWord(group, codec.word(index), hashOfWord));
        }
        codec.encode(group, index);
        return slot();
    }

    /** Of a key that is no word the hash is computed when it has been encoded. */
    private int hashOfWord(int group, int index) {
        return codec.isWord(index) ? KeyHash.ofWord(group, codec.word(index)) : 0;
    }

    /**
     * As {@link #begin(Column)}, of rows that are asked for with {@link #slotInGroup(int)}, in any order.
     *
     * @param newGroups of the rows, {@code [0, count)}
     * @param newPositions of the rows in the column
     */
    public void begin(Column column, int[] newGroups, int[] newPositions, int count) {
        codec.begin(column);
        groups = newGroups;
        positions = newPositions;
        hashes = hashes.length < count ? new int[count] : hashes;
        for (int i = 0; i < count; i++) {
            hashes[i] = hashOfWord(newGroups[i], newPositions[i]);
        }
        numbers.touch(hashes, 0, count);
    }

    /** The slot of the key of a row, which is its group's and gets one if it has none. */
    public int slotInGroup(int i) {
        return slotInGroup(groups[i], positions[i], hashes[i]);
    }

    /** The slot of the key of another slot, as one of this group. */
    public int slotInGroupLike(int group, int slot) {
        int number = slotOfNumber == null ? slot : numberOfSlot[slot];
        codec.encodeAgain(numbers.keys(), numbers.start(number), numbers.end(number), group);
        return slot();
    }

    /** Takes the batch of the rows that {@link #slot} is asked for next. */
    public void begin(Batch batch, int[] keyColumns) {
        codec.begin(batch, keyColumns);
    }

    /** The slot of a row's key, which gets one if it has none. */
    public int slot(int index) {
        int before = numbers.size();
        return slot(before, numbers.findOrAdd(codec, index));
    }

    /**
     * The slots of rows' keys, which get one if they have none. Where no key has been removed yet, those that are new
     * follow upon the {@link #limit} before, in the order of the rows.
     *
     * @param positions of the rows, {@code [0, count)}
     * @return false, and nothing is done, once a key has been removed
     */
    public boolean slots(int[] positions, int count, int[] slots) {
        if (slotOfNumber != null) {
            return false;
        }
        int before = numbers.size();
        numbers.findOrAdd(codec, positions, 0, count, slots);
        for (int number = before; number < numbers.size(); number++) {
            pool.take();
        }
        size += numbers.size() - before;
        return true;
    }

    /** The slot of the key encoded last. */
    private int slot() {
        int before = numbers.size();
        return slot(before, numbers.findOrAdd(codec.bytes(), codec.length(), codec.hash()));
    }

    private int slot(int before, int number) {
        int[] slots = slotOfNumber;
        isNew = number == before || (slots != null && slots[number] == NONE);
        if (!isNew) {
            return slots == null ? number : slots[number];
        }
        size++;
        int slot = pool.take();
        if (slots != null) {
            if (number == slots.length) {
                slots = Arrays.copyOf(slots, Growth.of(number, number + 1));
                slotOfNumber = slots;
            }
            if (slot == numberOfSlot.length) {
                numberOfSlot = Arrays.copyOf(numberOfSlot, Growth.of(slot, slot + 1));
            }
            slots[number] = slot;
            numberOfSlot[slot] = number;
        }
        return slot;
    }

    /** Whether the slot asked for last belongs to a key that had none before. */
    public boolean isNew() {
        return isNew;
    }

    /** Number of keys. */
    public int size() {
        return size;
    }

    /** All slots handed out so far are below this. */
    public int limit() {
        return pool.limit();
    }

    /** Whether a key has the slot. */
    public boolean isTaken(int slot) {
        return slotOfNumber == null || numberOfSlot[slot] != NONE;
    }

    /** Forgets a key; its slot goes to another one. */
    public void remove(int slot) {
        int[] slots = slotsApart();
        slots[numberOfSlot[slot]] = NONE;
        numberOfSlot[slot] = NONE;
        pool.giveBack(slot);
        size--;
        if (numbers.size() > SMALL && size < numbers.size() / 2) {
            makeAnew(slots);
        }
    }

    /** Where slots are no longer the numbers. */
    private int[] slotsApart() {
        int[] slots = slotOfNumber;
        if (slots == null) {
            slots = IntStream.range(0, numbers.size()).toArray();
            slotOfNumber = slots;
            numberOfSlot = slots.clone();
        }
        return slots;
    }

    private void makeAnew(int[] slots) {
        int before = numbers.size();
        numbers = numbers.only(number -> slots[number] != NONE);
        int number = 0;
        for (int i = 0; i < before; i++) {
            int slot = slots[i];
            if (slot != NONE) {
                slots[number] = slot;
                numberOfSlot[slot] = number++;
            }
        }
    }

    /** Appends keys, {@code [0, count)} of the slots, to the columns of a batch under construction, where demanded. */
    public void appendKeys(int[] slots, int count, BatchBuilder target, int[] targetColumns) {
        int[] ofKeys = slots;
        if (slotOfNumber != null) {
            some = some.length < count ? new int[count] : some;
            ofKeys = some;
            for (int i = 0; i < count; i++) {
                ofKeys[i] = numberOfSlot[slots[i]];
            }
        }
        codec.decode(numbers, ofKeys, count, ahead, target, targetColumns);
    }

    /** Appends a key to the columns of a batch under construction, where demanded. */
    public void appendKey(int slot, BatchBuilder target, int[] targetColumns) {
        int number = slotOfNumber == null ? slot : numberOfSlot[slot];
        codec.decode(numbers.keys(), numbers.start(number) + ahead, target, targetColumns);
    }
}
