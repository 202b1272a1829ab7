package dev.tailrace.designer.runs;

import dev.tailrace.data.Texts;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.view.ChartPlan;
import dev.tailrace.operator.view.ChartView;
import dev.tailrace.operator.view.ChartView.Axis;
import dev.tailrace.operator.view.ChartView.Kind;
import dev.tailrace.runtime.history.RunSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Charts of the series of one run, or of several over each other, over the seconds since their starts. No toolkit. */
final class RunCharts {
    /** What a chart is of. */
    enum Of {
        /** Rows a second of all sources together. */
        SOURCES,
        /** Rows a second of the wires that most rows have passed. */
        WIRES,
        /** Percent of the time that the busiest nodes have worked. */
        BUSY
    }

    /** As many as differ in colour and dashes. */
    private static final int MOST = 6;

    /** Whose rates are drawn. */
    private static final int STRETCHES = 60;

    private static final int KEPT = 1000;

    private final Texts texts;

    RunCharts(Texts texts) {
        this.texts = texts;
    }

    /** @param names of the runs, where there are several */
    ChartView of(Of what, List<PastRun> runs, List<String> names) {
        ChartView view = new ChartView(
                ChartPlan.of(Kind.LINE, Axis.NUMBER, texts.get("designer.runs.axis-seconds"), KEPT)
                        .withY(Axis.NUMBER, texts.get("designer.runs.axis-" + (what == Of.BUSY ? "busy" : "rate"))));
        for (int i = 0; i < runs.size(); i++) {
            String suffix = runs.size() == 1 ? "" : names.get(i);
            PastRun run = runs.get(i);
            RunSeries series = run.series().coarse(STRETCHES);
            int most = Math.max(1, MOST / runs.size());
            switch (what) {
                case SOURCES ->
                    add(
                            view,
                            suffix.isEmpty() ? texts.get("designer.runs.sources") : suffix,
                            series,
                            series.perSecond(series.sourceRows()));
                case WIRES ->
                    greatest(series.wires(), RunCharts::last, most)
                            .forEach(wire -> add(
                                    view,
                                    named(wireName(wire.getKey(), run.pipeline()), suffix),
                                    series,
                                    series.perSecond(wire.getValue())));
                case BUSY ->
                    greatest(series.nodes(), node -> last(node.busyMillis()), most)
                            .forEach(node -> add(
                                    view,
                                    named(nodeName(node.getKey(), run.pipeline()), suffix),
                                    series,
                                    percent(series.busy(node.getValue()))));
            }
        }
        return view;
    }

    private static <T> List<Map.Entry<String, T>> greatest(
            Map<String, T> all, ToLongFunction<T> total, int most) {
        List<Map.Entry<String, T>> sorted = new ArrayList<>(all.entrySet());
        sorted.sort(Comparator.comparingLong((Map.Entry<String, T> entry) -> total.applyAsLong(entry.getValue()))
                .reversed());
        return sorted.subList(0, Math.min(most, sorted.size()));
    }

    private static void add(ChartView view, String name, RunSeries series, double[] values) {
        double[] endings = series.endings();
        for (int i = 0; i < values.length; i++) {
            view.add(name, endings[i], values[i]);
        }
    }

    private static long last(long[] totals) {
        return totals.length == 0 ? 0 : totals[totals.length - 1];
    }

    private static double[] percent(double[] shares) {
        double[] percent = new double[shares.length];
        for (int i = 0; i < shares.length; i++) {
            percent[i] = 100 * shares[i];
        }
        return percent;
    }

    private static String named(String name, String suffix) {
        return suffix.isEmpty() ? name : name + ", " + suffix;
    }

    private static String nodeName(String id, @Nullable Pipeline pipeline) {
        return pipeline == null ? id : pipeline.node(id).map(Node::name).orElse(id);
    }

    /** The names of both ends, where the pipeline is known. */
    private static String wireName(String id, @Nullable Pipeline pipeline) {
        return pipeline == null
                ? id
                : pipeline.wires().stream()
                        .filter(wire -> wire.id().equals(id))
                        .findFirst()
                        .map(wire -> nodeName(wire.from().node(), pipeline) + " \u2192 "
                                + nodeName(wire.to().node(), pipeline))
                        .orElse(id);
    }
}
