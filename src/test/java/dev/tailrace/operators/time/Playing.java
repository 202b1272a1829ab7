package dev.tailrace.operators.time;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Environment;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TransformOperator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Plays batches into a processor and notes what leaves, rows by their first column, in the order of the calls. */
final class Playing implements Outlet {
    private final Processor processor;
    private final List<String> seen = new ArrayList<>();

    private Playing(Processor processor) {
        this.processor = processor;
    }

    static <S extends Record> Playing of(TransformOperator<S> operator, S settings, Schema input) {
        Placement<S> placement = new Placement<>(
                "node",
                settings,
                Map.of("in", List.of(StreamType.rows(input))),
                Set.of("out"),
                Environment.UTC,
                Path.of(""));
        BitSet all = new BitSet();
        Map<String, StreamType> outputs = operator.output(placement).ports();
        all.set(0, outputs.get("out").schema().size());
        return new Playing(operator.processor(new Setup<>(placement, outputs, Map.of("out", all))));
    }

    Playing batch(Batch batch) {
        processor.process(0, batch, this);
        return this;
    }

    List<String> seen() {
        return seen;
    }

    @Override
    public void emit(int port, Batch batch) {
        seen.add(batch.toRows().stream()
                .map(Row::values)
                .map(values -> String.valueOf(values.get(0)))
                .collect(Collectors.joining(" ", "rows ", "")));
    }

    @Override
    public void watermark(long millis) {
        seen.add("watermark " + millis);
    }
}
