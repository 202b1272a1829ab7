package dev.tailrace.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jctools.queues.atomic.SpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue between two threads, full at 64 elements or 16 MiB. A full ring holds its writer up: that is
 * backpressure.
 *
 * <p>The reader wakes a waiting writer when half of the ring is free again. It looks without a fence while it is busy
 * (a wake-up missed there is made up for at its next element) and behind one before it waits itself, see
 * {@link #runDry()}.
 */
final class Ring {
    static final int CAPACITY = 64;
    static final long MAX_BYTES = 16L << 20;

    private static final VarHandle WRITTEN = handle("writtenBytes");
    private static final VarHandle READ = handle("readBytes");

    private final SpscAtomicArrayQueue<Element> elements = new SpscAtomicArrayQueue<>(CAPACITY);
    private final Parking reader;
    private final Parking writer;
    private final ThreadMeter writerMeter;
    private final Lifecycle lifecycle;
    private final Runnable whenDry;
    private final Meanwhile meanwhile;
    private volatile boolean dry = true;
    private volatile boolean held;
    private long writtenBytes;
    private long readBytes;

    /** What a writer that is held up does besides waiting; on its thread. */
    interface Meanwhile {
        Meanwhile NOTHING = new Meanwhile() {
            @Override
            public boolean isAsked() {
                return false;
            }

            @Override
            public void answer() {}
        };

        boolean isAsked();

        void answer();
    }

    /**
     * @param reader on which the reading thread waits for elements
     * @param writer on which the writing thread waits for room
     * @param writerMeter is told how long the writer was held up
     * @param whenDry called on the reader's thread when it has nothing to do while the writer holds rows back
     */
    Ring(
            Parking reader,
            Parking writer,
            ThreadMeter writerMeter,
            Lifecycle lifecycle,
            Runnable whenDry,
            Meanwhile meanwhile) {
        this.reader = reader;
        this.writer = writer;
        this.writerMeter = writerMeter;
        this.lifecycle = lifecycle;
        this.whenDry = whenDry;
        this.meanwhile = meanwhile;
    }

    /**
     * Puts an element at the end, waiting while the ring is full. Only on the writer's thread.
     *
     * @return false if the run was halted meanwhile, so that the element was not taken
     */
    boolean put(Element element) {
        if (!offer(element)) {
            writerMeter.beginWait(ThreadMeter.Wait.BLOCKED);
            try {
                while (!offer(element)) {
                    if (lifecycle.isHalted()) {
                        return false;
                    }
                    writer.await(() -> hasRoom() || lifecycle.isHalted() || meanwhile.isAsked(), Long.MAX_VALUE);
                    if (meanwhile.isAsked()) {
                        meanwhile.answer();
                    }
                }
            } finally {
                writerMeter.endWait();
            }
        }
        reader.wake();
        return true;
    }

    private boolean offer(Element element) {
        long bytes = element instanceof Element.Rows rows ? rows.bytes() : 0;
        if (bytes > 0 && bytes + inFlightBytes() > MAX_BYTES && !elements.isEmpty()) {
            return false;
        }
        if (!elements.offer(element)) {
            return false;
        }
        WRITTEN.setOpaque(this, writtenBytes + bytes);
        return true;
    }

    /** The next element, or null. Only on the reader's thread. */
    @Nullable
    Element poll() {
        Element element = elements.poll();
        if (element != null) {
            if (element instanceof Element.Rows rows) {
                READ.setOpaque(this, readBytes + rows.bytes());
            }
            if (dry) {
                dry = false;
            }
            if (writer.isWaiting() && hasRoom()) {
                writer.wake();
            }
        }
        return element;
    }

    boolean isEmpty() {
        return elements.isEmpty();
    }

    /**
     * The reader has nothing to do and is about to wait: lets a waiting writer go on, and asks for rows that it holds
     * back.
     */
    void runDry() {
        dry = true;
        if (hasRoom()) {
            writer.wake();
        }
        if (held) {
            whenDry.run();
        }
    }

    /** Whether the reader has nothing to do, so that rows should not be held back. */
    boolean isDry() {
        return dry && elements.isEmpty();
    }

    /** The writer holds rows back, to merge them with the next ones; it then looks at {@link #isDry()}. */
    void setHeld(boolean newHeld) {
        held = newHeld;
    }

    /** 0 to 1, on any thread. */
    double fill() {
        double byCount = (double) elements.size() / CAPACITY;
        return Math.min(1, Math.max(byCount, (double) inFlightBytes() / MAX_BYTES));
    }

    /** Half free: a writer that was held up is woken once for many elements. */
    private boolean hasRoom() {
        int size = elements.size();
        return size == 0 || (size <= CAPACITY / 2 && inFlightBytes() <= MAX_BYTES / 2);
    }

    private long inFlightBytes() {
        return Math.max(0, (long) WRITTEN.getOpaque(this) - (long) READ.getOpaque(this));
    }

    private static VarHandle handle(String field) {
        try {
            return MethodHandles.lookup().findVarHandle(Ring.class, field, long.class);
        } catch (ReflectiveOperationException absent) {
            throw new LinkageError(field, absent);
        }
    }
}
