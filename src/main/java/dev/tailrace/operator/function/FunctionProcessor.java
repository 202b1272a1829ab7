package dev.tailrace.operator.function;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Problem;
import dev.tailrace.operator.FailingRows;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.sdk.ProcessFunction;
import dev.tailrace.sdk.RowFunction;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Runs a function of a jar, which is loaded when the run is opened. */
public final class FunctionProcessor implements Processor {
    private final FunctionPlan plan;
    private final RowCursor row;
    private final OutputRows rows;
    private ProcessorContext context;
    private FailingRows failing;
    private @Nullable LoadedFunction loaded;
    private Calls calls;

    /** What is called; a function throws whatever it likes. */
    private interface Calls {
        void row(Batch batch, int index) throws Exception;

        void close() throws Exception;

        /** Null for what keeps nothing. */
        @Nullable
        KeyedCalls keyed();
    }

    @SuppressWarnings("NullAway.Init")
    public FunctionProcessor(FunctionPlan plan) {
        this.plan = plan;
        this.row = new RowCursor(plan.input());
        this.rows = new OutputRows(plan.output(), plan.demanded());
    }

    @Override
    public void open(ProcessorContext newContext) {
        context = newContext;
        failing = plan.failing().apply(context);
        try {
            LoadedFunction function = LoadedFunction.load(plan.jar(), plan.className());
            loaded = function;
            calls = calls(function.function());
        } catch (LoadedFunction.Unloadable failure) {
            throw context.fail(failure.problem());
        } catch (Exception | LinkageError failure) {
            throw failed(failure);
        }
    }

    private Calls calls(Object function) throws Exception {
        OpenedFunction opened = new OpenedFunction(plan);
        if (function instanceof RowFunction ofRows) {
            ofRows.open(opened);
            return new Calls() {
                @Override
                public void row(Batch batch, int index) throws Exception {
                    row.at(batch, index);
                    ofRows.process(row, rows);
                }

                @Override
                public void close() throws Exception {
                    ofRows.close();
                }

                @Override
                public @Nullable KeyedCalls keyed() {
                    return null;
                }
            };
        }
        ProcessFunction ofKeys = (ProcessFunction) function;
        ofKeys.open(opened);
        KeyedCalls keyed = new KeyedCalls(ofKeys, plan, opened.states(), context, row, rows);
        return new Calls() {
            @Override
            public void row(Batch batch, int index) throws Exception {
                keyed.row(batch, index);
            }

            @Override
            public void close() throws Exception {
                ofKeys.close();
            }

            @Override
            public KeyedCalls keyed() {
                return keyed;
            }
        };
    }

    private RuntimeException failed(Throwable failure) {
        return context.fail(
                Problem.error("operators.java-function.failed", plan.className(), UserFailures.words(failure)));
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        KeyedCalls keyed = calls.keyed();
        if (keyed != null) {
            keyed.begin(batch);
        }
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            try {
                calls.row(batch, index);
                rows.accept(out);
            } catch (Exception | LinkageError | StackOverflowError failure) {
                rows.drop();
                String words = UserFailures.words(failure);
                failing.add(
                        batch, index, Problem.error("operators.java-function.failed", plan.className(), words), out);
            }
        }
        row.at(null, 0);
        rows.flush(out);
        failing.flush(out);
    }

    @Override
    public void watermark(long millis, Outlet out) {
        KeyedCalls keyed = calls.keyed();
        if (keyed != null) {
            keyed.watermark(millis, () -> rows.accept(out), this::failed);
            rows.flush(out);
        }
        out.watermark(millis);
    }

    @Override
    public void processingTimer(long millis, Outlet out) {
        KeyedCalls keyed = calls.keyed();
        if (keyed != null) {
            keyed.clock(millis, () -> rows.accept(out), this::failed);
            rows.flush(out);
        }
    }

    @Override
    public long stateRows() {
        KeyedCalls keyed = calls.keyed();
        return keyed == null ? 0 : keyed.keys();
    }

    @Override
    public void snapshot(StateWriter writer) {
        KeyedCalls keyed = calls.keyed();
        if (keyed != null) {
            keyed.snapshot(writer);
        }
    }

    @Override
    public void restore(StateReader reader) {
        KeyedCalls keyed = calls.keyed();
        if (keyed != null) {
            keyed.restore(reader);
        }
    }

    @Override
    public void close() {
        LoadedFunction function = loaded;
        loaded = null;
        if (function == null) {
            return;
        }
        try (function) {
            // Absent if the function has failed when it was opened.
            Calls opened = calls;
            if (opened != null) {
                opened.close();
            }
        } catch (IOException failure) {
            throw context.fail(
                    Problem.error("operators.java-function.no-jar", plan.jar().toString()));
        } catch (Exception | LinkageError failure) {
            throw failed(failure);
        }
    }
}
