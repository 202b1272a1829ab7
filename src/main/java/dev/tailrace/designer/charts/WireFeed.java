package dev.tailrace.designer.charts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.NoValue;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Environment;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.SettingsMapper;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Sink;
import dev.tailrace.operator.SinkContext;
import dev.tailrace.operator.SinkOperator;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TextParameters;
import dev.tailrace.operator.view.ChartView;
import dev.tailrace.operator.view.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Draws rows of a wire as a sink would, by running that sink over them: so a chart of a wire looks just as the sink in
 * its place. Not safe for use by several threads; needs no toolkit.
 */
final class WireFeed {
    private final Sink sink;
    private final Schema schema;
    private @Nullable ChartView view;
    private long rows;

    /**
     * A feed, or what is wrong with its settings.
     *
     * @param feed null if there are problems
     */
    record Made(@Nullable WireFeed feed, List<Problem> problems) {}

    private WireFeed(Sink sink, Schema schema) {
        this.sink = sink;
        this.schema = schema;
        try {
            sink.open(new Shown());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** @param stream what flows on the wire */
    static Made of(WireChart chart, StreamType stream, Catalogue catalogue, Environment environment) {
        Operator<?> operator = catalogue.operator(chart.operator());
        return operator instanceof SinkOperator<?> sink
                ? of(sink, chart.settings(), stream, catalogue, environment)
                : new Made(null, List.of(Problem.error("designer.charts.no-operator", chart.operator())));
    }

    private static <S extends Record> Made of(
            SinkOperator<S> operator,
            ObjectNode settings,
            StreamType stream,
            Catalogue catalogue,
            Environment environment) {
        SettingsMapper.Mapped<S> mapped =
                new SettingsMapper(catalogue, TextParameters.NONE).map(operator.settingsType(), settings);
        S known = mapped.settings();
        if (known == null) {
            return new Made(null, mapped.problems());
        }
        Placement<S> placement =
                new Placement<>("chart", known, Map.of("in", List.of(stream)), Set.of(), environment, Path.of(""));
        List<Problem> problems = operator.output(placement).problems();
        return problems.stream().anyMatch(Problem::isError)
                ? new Made(null, problems)
                : new Made(
                        new WireFeed(operator.sink(new Setup<>(placement, Map.of(), Map.of())), stream.schema()),
                        List.of());
    }

    @Nullable
    ChartView view() {
        return view;
    }

    /** How many rows have been taken. */
    long rows() {
        return rows;
    }

    /** Takes rows, oldest first. Cells that were not read, or could not be, are as NULL. */
    void take(List<Row> some) {
        for (int from = 0; from < some.size(); from += Batch.MAX_ROWS) {
            List<Row> part = some.subList(from, Math.min(some.size(), from + Batch.MAX_ROWS)).stream()
                    .map(WireFeed::readable)
                    .toList();
            try {
                sink.write(BatchBuilder.batchOf(schema, part));
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
        rows += some.size();
    }

    private static Row readable(Row row) {
        if (row.values().stream().noneMatch(NoValue.class::isInstance)) {
            return row;
        }
        List<@Nullable Object> values = new ArrayList<>(row.values());
        values.replaceAll(value -> value instanceof NoValue ? null : value);
        return new Row(row.kind(), values);
    }

    /** Keeps what the sink shows; nothing else is asked of it. */
    private final class Shown implements SinkContext {
        @Override
        public void publish(View shown) {
            view = shown instanceof ChartView chart ? chart : null;
        }

        @Override
        public String node() {
            return "chart";
        }

        @Override
        public void countLate(long late) {}

        @Override
        public void countErrors(long errors) {}

        @Override
        public RuntimeException fail(Problem problem) {
            throw new IllegalStateException(problem.toString());
        }

        @Override
        public RuntimeException fail(Problem problem, Batch batch, int index) {
            throw new IllegalStateException(problem.toString());
        }

        @Override
        public long now() {
            return System.currentTimeMillis();
        }
    }
}
