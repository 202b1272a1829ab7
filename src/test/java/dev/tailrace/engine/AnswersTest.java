package dev.tailrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Batch;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.runtime.Preview;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.Run.State;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Processors whose results come later, from another thread. */
@ExtendWith(NoThreadsLeft.class)
class AnswersTest {
    private static final int MOST = 4;

    private final RecordingSink sink = new RecordingSink();

    /** Passes each batch on when another thread has said so. */
    private static class Answered implements Processor {
        private final Deque<Batch> waiting = new ArrayDeque<>();
        private final BlockingQueue<Runnable> answers = new LinkedBlockingQueue<>();
        private final Thread answering = new Thread(this::answer, "answers");
        private ProcessorContext context;
        private long last = Long.MIN_VALUE;
        private int most;

        @SuppressWarnings("NullAway.Init")
        Answered() {}

        private void answer() {
            try {
                while (true) {
                    answers.take().run();
                }
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void open(ProcessorContext newContext) {
            context = newContext;
            answering.start();
        }

        @Override
        public void process(int port, Batch batch, Outlet out) {
            batch.retain();
            waiting.add(batch);
            most = Math.max(most, waiting.size());
            answers.add(() -> context.onThisThread(answered -> {
                Batch first = waiting.remove();
                answered.emit(0, first);
                first.release();
                if (waiting.isEmpty() && last != Long.MIN_VALUE) {
                    answered.watermark(last);
                }
            }));
        }

        @Override
        public void watermark(long millis, Outlet out) {
            last = millis;
            if (waiting.isEmpty()) {
                out.watermark(millis);
            }
        }

        @Override
        public boolean isWaiting() {
            return !waiting.isEmpty();
        }

        @Override
        public boolean isFull() {
            return waiting.size() >= MOST;
        }

        @Override
        public void close() {
            answering.interrupt();
            try {
                answering.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Drawing drawing(Answered answered) {
        return new Drawing(ScriptedSource.NUMBERS)
                .source("numbers", ScriptedSource.ofRange(0, 200_000))
                .transform("answered", () -> answered)
                .sink("sink", sink)
                .chain("numbers", "answered", "sink");
    }

    @Test
    void theRunEndsOnlyAfterTheLastAnswerAndNoMoreIsReadThanMayWait() {
        Answered answered = new Answered();
        Run run = drawing(answered).start();
        assertEquals(State.DONE, Conditions.end(run));
        assertEquals(LongStream.range(0, 200_000).boxed().toList(), sink.numbers());
        assertTrue(answered.most <= MOST, () -> answered.most + " batches waited");
    }

    @Test
    void aRunThatWaitsForAnswersCanBeStopped() {
        Answered silent = new Answered() {
            @Override
            public void open(ProcessorContext newContext) {
                // Nobody answers.
            }

            @Override
            public void close() {}
        };
        Run run = drawing(silent).start();
        run.stop();
        assertEquals(State.STOPPED, Conditions.end(run));
    }

    @Test
    void aPreviewWaitsForAnswersToo() throws InterruptedException {
        Preview preview = drawing(new Answered()).preview("answered", 3000);
        assertEquals(
                1000,
                Objects.requireNonNull(preview.outputs().get("out")).rows().size());
    }
}
