package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.SourceContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Reads the first rows of a source on the preview's thread. */
final class PreviewSource {
    /** How long a source may have nothing before the preview goes on without it. */
    private static final long PATIENCE_NANOS = 1_000_000_000L;

    private final String node;
    private final Source source;
    private final Outputs outputs;
    private final List<Partition> partitions = new ArrayList<>();
    private final Semaphore polls = new Semaphore(0);
    private SourceEntry entry;
    private int rowsLeft;
    private int next;
    private Polled polled = new Polled("", "");
    private volatile long pollAt = Long.MAX_VALUE;

    /**
     * What is being read.
     *
     * @param offset before the rows of this poll, in the source's words
     */
    record Polled(String partition, String offset) {}

    PreviewSource(String node, Source source, Outputs outputs, int rows) {
        this.node = node;
        this.source = source;
        this.outputs = outputs;
        this.entry = new SourceEntry(outputs, 0);
        this.rowsLeft = rows;
    }

    void open() throws InterruptedException {
        attempt(() -> {
            List<String> names = source.partitions();
            entry = new SourceEntry(outputs, names.size());
            for (int i = 0; i < names.size(); i++) {
                partitions.add(new Partition(i, names.get(i), source.open(names.get(i), new Context())));
            }
            return true;
        });
    }

    /** Polls the next partition; false once the source has ended, for now or because enough has been read. */
    boolean read() throws InterruptedException {
        List<Partition> open =
                partitions.stream().filter(partition -> !partition.ended).toList();
        if (open.isEmpty()) {
            return false;
        }
        Partition partition = open.get(next++ % open.size());
        boolean more = attempt(() -> poll(partition));
        if (!more || rowsLeft == 0) {
            partition.end();
        }
        return true;
    }

    private boolean poll(Partition partition) throws IOException, InterruptedException {
        pollAt = Long.MAX_VALUE;
        polled = new Polled(partition.name, partition.reader.offset());
        return switch (partition.reader.poll(partition)) {
            case MORE -> true;
            case END -> false;
            case NOTHING_YET -> awaitPoll();
        };
    }

    /** Where the rows come from that are emitted now. */
    Polled polled() {
        return polled;
    }

    private boolean awaitPoll() throws InterruptedException {
        long at = pollAt;
        long nanos = at == Long.MAX_VALUE ? PATIENCE_NANOS : at - System.nanoTime();
        if (nanos > PATIENCE_NANOS) {
            return false;
        }
        return polls.tryAcquire(Math.max(0, nanos), TimeUnit.NANOSECONDS) || at != Long.MAX_VALUE;
    }

    void close() {
        for (Partition partition : partitions) {
            try {
                partition.reader.close();
            } catch (IOException | RuntimeException thrown) {
                throw NodeFailure.of(node, thrown);
            }
        }
    }

    private boolean attempt(Attempt attempt) throws InterruptedException {
        try {
            return attempt.run();
        } catch (IOException | RuntimeException | Error thrown) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw NodeFailure.of(node, thrown);
        }
    }

    /** Something that may do I/O. */
    private interface Attempt {
        boolean run() throws IOException, InterruptedException;
    }

    /** One partition, and the outlet its reader emits to. */
    private final class Partition implements Outlet {
        private final int number;
        private final String name;
        private final Source.Reader reader;
        private boolean ended;

        Partition(int number, String name, Source.Reader reader) {
            this.number = number;
            this.name = name;
            this.reader = reader;
        }

        @Override
        public void emit(int port, Batch batch) {
            int rows = Math.min(rowsLeft, batch.rows());
            if (rows > 0) {
                rowsLeft -= rows;
                entry.rows(number, port, batch.slice(0, rows));
            }
        }

        @Override
        public void watermark(long millis) {
            if (millis != Long.MAX_VALUE && rowsLeft > 0) {
                entry.watermark(number, millis);
            }
        }

        void end() {
            ended = true;
            entry.end(number);
        }
    }

    /** Lets the source ask for polls. */
    private final class Context extends LiveContext implements SourceContext {
        Context() {
            super(node, new NodeMeter(), failure -> {});
        }

        @Override
        public void pollAt(long nanoTime) {
            pollAt = nanoTime;
        }

        @Override
        public void pollNow() {
            polls.release();
        }
    }
}
