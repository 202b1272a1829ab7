package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.Source.Reader.Poll;
import dev.tailrace.operator.SourceContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A source that does what a script says, one step a poll; one script per partition. */
final class ScriptedSource implements Source {
    /** One column {@code n BIGINT}. */
    static final Schema NUMBERS = Schema.of(Field.required("n", DataType.BIGINT));

    private final List<Script> partitions = new ArrayList<>();
    private final AtomicInteger polls = new AtomicInteger();
    private boolean mayWait = true;

    /** What one poll does. */
    interface Step {
        Poll poll(SourceContext context, Outlet out) throws IOException, InterruptedException;
    }

    /** The steps of one partition. */
    static final class Script {
        private final List<Step> steps = new ArrayList<>();
        final AtomicBoolean closed = new AtomicBoolean();
        final AtomicInteger wakeUps = new AtomicInteger();
        private Runnable whenClosed = () -> {};

        Script rows(long... numbers) {
            return then((context, out) -> {
                out.emit(0, numbers(numbers));
                return Poll.MORE;
            });
        }

        /** The numbers {@code [from, to)} in one batch. */
        Script range(long from, long to) {
            return then((context, out) -> {
                out.emit(0, ScriptedSource.range(from, to));
                return Poll.MORE;
            });
        }

        Script watermark(long millis) {
            return then((context, out) -> {
                out.watermark(millis);
                return Poll.MORE;
            });
        }

        Script idle() {
            return then((context, out) -> {
                out.idle();
                return Poll.MORE;
            });
        }

        /** Emits this batch again and again. */
        Script forever(Batch batch) {
            Step[] step = new Step[1];
            step[0] = (context, out) -> {
                out.emit(0, batch);
                steps.add(step[0]);
                return Poll.MORE;
            };
            return then(step[0]);
        }

        /** Has nothing until the gate is opened. */
        Script await(Gate gate) {
            Step[] step = new Step[1];
            step[0] = (context, out) -> {
                if (gate.isOpen(context)) {
                    return Poll.MORE;
                }
                steps.add(0, step[0]);
                return Poll.NOTHING_YET;
            };
            return then(step[0]);
        }

        /** Does something when it is closed. */
        Script whenClosed(Runnable doing) {
            whenClosed = doing;
            return this;
        }

        Script then(Step step) {
            steps.add(step);
            return this;
        }
    }

    /** Keeps a source waiting. */
    static final class Gate {
        private boolean open;
        private @Nullable SourceContext waiting;

        synchronized boolean isOpen(SourceContext context) {
            waiting = context;
            return open;
        }

        synchronized void open() {
            open = true;
            if (waiting != null) {
                waiting.pollNow();
            }
        }
    }

    static Batch numbers(long... numbers) {
        BatchBuilder builder = new BatchBuilder(NUMBERS);
        for (long number : numbers) {
            builder.append(Row.of(number));
        }
        return builder.build();
    }

    static Batch range(long from, long to) {
        long[] numbers = new long[(int) (to - from)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = from + i;
        }
        return numbers(numbers);
    }

    /** One more partition, empty at first. */
    Script partition() {
        Script script = new Script();
        partitions.add(script);
        return script;
    }

    static ScriptedSource ofRange(long from, long to) {
        ScriptedSource source = new ScriptedSource();
        Script script = source.partition();
        for (long at = from; at < to; at += 1000) {
            script.range(at, Math.min(to, at + 1000));
        }
        return source;
    }

    /** Whether it has threads of its own, as it does unless told. */
    ScriptedSource mayWait(boolean may) {
        mayWait = may;
        return this;
    }

    @Override
    public boolean mayWait() {
        return mayWait;
    }

    int polls() {
        return polls.get();
    }

    @Override
    public boolean bounded() {
        return true;
    }

    @Override
    public List<String> partitions() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < partitions.size(); i++) {
            names.add(String.valueOf(i));
        }
        return names;
    }

    @Override
    public Reader open(String partition, SourceContext context) {
        Script script = partitions.get(Integer.parseInt(partition));
        return new Reader() {
            private int done;

            @Override
            public Poll poll(Outlet out) throws IOException, InterruptedException {
                polls.incrementAndGet();
                if (script.steps.isEmpty()) {
                    return Poll.END;
                }
                done++;
                return script.steps.remove(0).poll(context, out);
            }

            @Override
            public void wakeUp() {
                script.wakeUps.incrementAndGet();
            }

            @Override
            public String offset() {
                return String.valueOf(done);
            }

            @Override
            public void seek(String offset) {
                throw new UnsupportedOperationException(offset);
            }

            @Override
            public void close() {
                script.whenClosed.run();
                script.closed.set(true);
            }
        };
    }
}
