package dev.tailrace.operators.combine;

import dev.tailrace.connectors.files.FileTable;
import dev.tailrace.data.Batch;
import dev.tailrace.data.Problem;
import dev.tailrace.operator.FailingRows;
import dev.tailrace.operator.NodeContext;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.SourceException;
import dev.tailrace.operator.lookup.HeldLookup;
import dev.tailrace.operator.lookup.HeldTable;
import dev.tailrace.operator.lookup.LookupPlan;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks rows up in a file that is held in memory. It is read on the node's thread at first, and on a thread of its own
 * when it has changed; rows find the old table until the new one is there.
 */
final class FileLookup implements Processor {
    private final LookupPlan plan;
    private final FileTable file;
    private final boolean keysAreUnique;
    private final long refreshMillis;
    private final Function<NodeContext, FailingRows> failing;
    private ProcessorContext context;
    private HeldLookup lookup;
    private HeldTable table;
    private volatile String version = "";

    /** Who reads the file anew, if somebody does. */
    private @Nullable Thread reader;

    /**
     * @param refresh how often it is looked whether the file has changed, zero for never
     * @param failing makes the way of rows for which the condition cannot be computed
     */
    @SuppressWarnings("NullAway.Init")
    FileLookup(
            LookupPlan plan,
            FileTable file,
            boolean keysAreUnique,
            Duration refresh,
            Function<NodeContext, FailingRows> failing) {
        this.failing = failing;
        this.plan = plan;
        this.file = file;
        this.keysAreUnique = keysAreUnique;
        this.refreshMillis = refresh.toMillis();
    }

    /** A table as it was read from a file that looked so. */
    private record Loaded(HeldTable table, String version) {}

    @Override
    public void open(ProcessorContext newContext) {
        context = newContext;
        lookup = new HeldLookup(plan, failing.apply(newContext));
        try {
            take(load(file.version()));
        } catch (IOException failed) {
            throw context.fail(problem(failed));
        }
        lookAgain();
    }

    private Loaded load(String asOf) throws IOException {
        BitSet columns = plan.tableColumns();
        HeldTable loaded = new HeldTable(file.read(columns, context), plan.tableKeys());
        Batch repeated = keysAreUnique ? loaded.repeated() : null;
        if (repeated != null) {
            StringBuilder key = new StringBuilder();
            for (int column : plan.tableKeys()) {
                key.append(key.isEmpty() ? "" : ", ").append(repeated.row(0).get(column));
            }
            throw new SourceException(Problem.error("operators.lookup-join.key-twice", key.toString()));
        }
        return new Loaded(loaded, asOf);
    }

    private static Problem problem(IOException failed) {
        return failed instanceof SourceException told
                ? told.problem()
                : Problem.error("operators.lookup-join.not-read", String.valueOf(failed.getMessage()));
    }

    private void take(Loaded loaded) {
        table = loaded.table();
        version = loaded.version();
    }

    private void lookAgain() {
        if (refreshMillis > 0) {
            context.atProcessingTime(context.now() + refreshMillis);
        }
    }

    @Override
    public void processingTimer(long millis, Outlet out) {
        Thread thread = new Thread(this::refresh, "lookup of " + context.node());
        thread.setDaemon(true);
        reader = thread;
        thread.start();
    }

    /** On the reader's own thread. */
    private void refresh() {
        try {
            String now = file.version();
            Loaded newer = now.equals(version) ? null : load(now);
            context.onThisThread(out -> {
                if (newer != null) {
                    take(newer);
                }
                lookAgain();
            });
        } catch (InterruptedIOException closed) {
            Thread.currentThread().interrupt();
        } catch (IOException failed) {
            context.onThisThread(out -> {
                throw context.fail(problem(failed));
            });
        } catch (RuntimeException | Error bug) {
            // On this thread it would go unseen, and rows would find the old table for ever.
            context.onThisThread(out -> {
                throw bug;
            });
        }
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        lookup.look(batch, table, out);
    }

    @Override
    public void close() {
        Thread thread = reader;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
