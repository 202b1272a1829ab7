package dev.tailrace.engine;

import org.jspecify.annotations.Nullable;

/** The reading end of a ring in a task, and where its elements go. Only on the task's thread. */
final class Inlet {
    private final Ring ring;
    private final Target target;
    private boolean ended;

    /** What a ring leads to. */
    sealed interface Target {
        /** A wire that comes from another task. */
        record OfWire(Receiver receiver) implements Target {}

        /** One partition of a source. */
        record OfPartition(SourceEntry source, int partition) implements Target {}
    }

    Inlet(Ring ring, Target target) {
        this.ring = ring;
        this.target = target;
    }

    Ring ring() {
        return ring;
    }

    boolean hasEnded() {
        return ended;
    }

    /** The next element, or null. */
    @Nullable
    Element poll() {
        return ended ? null : ring.poll();
    }

    void take(Element element) {
        if (element == Element.Signal.END) {
            ended = true;
        }
        if (target instanceof Target.OfWire wire) {
            pass(element, wire.receiver());
        } else if (target instanceof Target.OfPartition partition) {
            pass(element, partition.source(), partition.partition());
        }
        if (element instanceof Element.Rows rows) {
            rows.batch().release();
        }
    }

    private static void pass(Element element, Receiver receiver) {
        if (element instanceof Element.Rows rows) {
            receiver.rows(rows.batch());
        } else if (element instanceof Element.Watermark watermark) {
            receiver.watermark(watermark.millis());
        } else if (element == Element.Signal.IDLE) {
            receiver.idle();
        } else {
            receiver.end();
        }
    }

    private static void pass(Element element, SourceEntry source, int partition) {
        if (element instanceof Element.Rows rows) {
            source.rows(partition, rows.port(), rows.batch());
        } else if (element instanceof Element.Watermark watermark) {
            source.watermark(partition, watermark.millis());
        } else if (element == Element.Signal.IDLE) {
            source.idle(partition);
        } else {
            source.end(partition);
        }
    }
}
