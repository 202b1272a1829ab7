package dev.tailrace.engine;

import dev.tailrace.data.Batch;

/** Where a wire leaves its task: the writing end of a ring. A batch is retained until the other task has passed it on. */
final class RingWriter implements Receiver {
    private final Ring ring;
    private final ByteEstimate estimate = new ByteEstimate();

    RingWriter(Ring ring) {
        this.ring = ring;
    }

    @Override
    public void rows(Batch batch) {
        batch.retain();
        if (!ring.put(new Element.Rows(0, batch, estimate.of(batch)))) {
            batch.release();
        }
    }

    @Override
    public void watermark(long millis) {
        ring.put(new Element.Watermark(millis));
    }

    @Override
    public void idle() {
        ring.put(Element.Signal.IDLE);
    }

    @Override
    public void end() {
        ring.put(Element.Signal.END);
    }
}
