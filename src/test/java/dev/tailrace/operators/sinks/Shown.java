package dev.tailrace.operators.sinks;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Environment;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Sink;
import dev.tailrace.operator.SinkContext;
import dev.tailrace.operator.SinkOperator;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.view.View;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes batches to a sink and keeps what it shows. */
final class Shown implements SinkContext {
    private final Sink sink;
    private final Schema schema;
    private @Nullable View view;

    private Shown(Sink sink, Schema schema) {
        this.sink = sink;
        this.schema = schema;
    }

    static <S extends Record> Placement<S> placement(S settings, Schema schema) {
        return placement(settings, StreamType.rows(schema));
    }

    private static <S extends Record> Placement<S> placement(S settings, StreamType input) {
        return new Placement<>("sink", settings, Map.of("in", List.of(input)), Set.of(), Environment.UTC, Path.of(""));
    }

    static <S extends Record> Shown by(SinkOperator<S> operator, S settings, Schema schema) throws IOException {
        return by(operator, settings, StreamType.rows(schema));
    }

    static <S extends Record> Shown by(SinkOperator<S> operator, S settings, StreamType input) throws IOException {
        Shown shown =
                new Shown(operator.sink(new Setup<>(placement(settings, input), Map.of(), Map.of())), input.schema());
        shown.sink.open(shown);
        return shown;
    }

    Shown rows(List<Row> rows) throws IOException {
        return batch(BatchBuilder.batchOf(schema, rows));
    }

    Shown batch(Batch batch) throws IOException {
        sink.write(batch);
        return this;
    }

    <V extends View> V view(Class<V> type) {
        return type.cast(view);
    }

    boolean hasView() {
        return view != null;
    }

    @Override
    public void publish(View newView) {
        view = newView;
    }

    @Override
    public String node() {
        return "sink";
    }

    @Override
    public void countLate(long rows) {
        throw new AssertionError("late rows at a sink");
    }

    @Override
    public void countErrors(long rows) {
        throw new AssertionError("failing rows at a sink");
    }

    @Override
    public RuntimeException fail(Problem problem) {
        throw new AssertionError(problem);
    }

    @Override
    public RuntimeException fail(Problem problem, Batch batch, int index) {
        throw new AssertionError(problem);
    }

    @Override
    public long now() {
        return 0;
    }
}
