package dev.tailrace.engine;

import java.util.Arrays;
import java.util.List;

/**
 * Everything that has entered a transform, in order, one event a row, so that it can be played to it again with rows
 * withheld. Written first, then read. Single-threaded.
 */
final class NodeScript {
    /** What an event is. */
    enum Kind {
        ROW,
        WATERMARK,
        IDLE,
        END
    }

    private static final Kind[] KINDS = Kind.values();

    private final List<RecordedRows> wires;
    private final int[] taken;
    private final Numbers[] watermarks;
    private final Numbers rare = new Numbers();
    private byte[] kinds = new byte[64];
    private int[] wireOf = new int[64];
    private long[] values = new long[64];
    private int size;

    /** @param wires what comes on each wire of the node */
    NodeScript(List<RecordedRows> wires) {
        this.wires = List.copyOf(wires);
        this.taken = new int[wires.size()];
        this.watermarks = new Numbers[wires.size()];
        Arrays.setAll(watermarks, wire -> new Numbers());
    }

    void row(int wire) {
        add(Kind.ROW, wire, taken[wire]++);
    }

    void watermark(int wire, long millis) {
        watermarks[wire].add(size);
        add(Kind.WATERMARK, wire, millis);
    }

    void idle(int wire) {
        rare.add(size);
        add(Kind.IDLE, wire, 0);
    }

    void end(int wire) {
        rare.add(size);
        add(Kind.END, wire, 0);
    }

    private void add(Kind kind, int wire, long value) {
        if (size == kinds.length) {
            int room = size * 2;
            kinds = Arrays.copyOf(kinds, room);
            wireOf = Arrays.copyOf(wireOf, room);
            values = Arrays.copyOf(values, room);
        }
        kinds[size] = (byte) kind.ordinal();
        wireOf[size] = wire;
        values[size] = value;
        size++;
    }

    int size() {
        return size;
    }

    int wires() {
        return wires.size();
    }

    Kind kind(int event) {
        return KINDS[kinds[event]];
    }

    int wire(int event) {
        return wireOf[event];
    }

    /** Milliseconds of the epoch of a watermark. */
    long millis(int event) {
        return values[event];
    }

    /** The number of a row among those of its wire, from 0. */
    int number(int event) {
        return (int) values[event];
    }

    RecordedRows rows(int wire) {
        return wires.get(wire);
    }

    /** The events up to one, itself included, at which rows entered. */
    int[] rowsUpTo(int event) {
        Numbers rows = new Numbers();
        for (int i = 0; i <= event; i++) {
            if (kinds[i] == Kind.ROW.ordinal()) {
                rows.add(i);
            }
        }
        return rows.toArray();
    }

    /** Ends and idle wires before an event, in order. */
    int[] rareBefore(int event) {
        return rare.before(event);
    }

    /** The last watermark of a wire before an event, or -1. */
    int watermarkBefore(int wire, int event) {
        return watermarks[wire].lastBefore(event);
    }

    /** Ascending whole numbers. */
    static final class Numbers {
        private int[] numbers = new int[16];
        private int size;

        void add(int number) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size * 2);
            }
            numbers[size++] = number;
        }

        int get(int i) {
            return numbers[i];
        }

        int lastBefore(int limit) {
            int at = below(limit);
            return at == 0 ? -1 : numbers[at - 1];
        }

        int[] before(int limit) {
            return Arrays.copyOf(numbers, below(limit));
        }

        int[] toArray() {
            return Arrays.copyOf(numbers, size);
        }

        private int below(int limit) {
            int at = Arrays.binarySearch(numbers, 0, size, limit);
            return at < 0 ? -at - 1 : at;
        }
    }
}
