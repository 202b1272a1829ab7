package dev.tailrace.operators.sinks;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.operator.Sink;
import dev.tailrace.operator.SinkContext;
import dev.tailrace.operator.view.ChartPlan;
import dev.tailrace.operator.view.ChartView;
import dev.tailrace.operator.view.ChartView.Axis;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns rows into the points of a chart: a running chart, gauge or map. */
final class ChartFeed implements Sink {
    private static final int NONE = -1;

    /**
     * Which columns are what.
     *
     * @param x or null where rows are numbered in the order of their coming
     * @param y each a series; empty where the chart counts rows
     * @param series whose values are series of their own, or null
     * @param size or null, as is the colour
     */
    record Roles(
            @Nullable String x,
            List<String> y,
            @Nullable String series,
            @Nullable String size,
            @Nullable String colour) {
        Roles {
            y = List.copyOf(y);
        }
    }

    private final ChartView view;
    private final ChartPlan plan;
    private final int x;
    private final int[] y;
    private final List<String> names;
    private final int series;
    private final int size;
    private final int colour;
    private final @Nullable ZoneId zone;
    private long rows;

    /** @param zone in which times without one are meant */
    ChartFeed(Schema schema, ChartPlan plan, Roles roles, ZoneId zone) {
        this.plan = plan;
        this.zone = zone.normalized().equals(ZoneOffset.UTC) ? null : zone;
        view = new ChartView(plan);
        x = indexOf(schema, roles.x);
        y = roles.y.stream().mapToInt(schema::indexOf).toArray();
        names = roles.y;
        series = indexOf(schema, roles.series);
        size = indexOf(schema, roles.size);
        colour = indexOf(schema, roles.colour);
    }

    private static int indexOf(Schema schema, @Nullable String column) {
        return column == null ? NONE : schema.indexOf(column);
    }

    @Override
    public void open(SinkContext context) {
        context.publish(view);
    }

    @Override
    public void write(Batch batch) {
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            if (x == NONE) {
                add(batch, index, rows++);
            } else if (!batch.column(x).isNull(index)) {
                add(batch, index, position(batch.column(x), index, true));
            }
        }
    }

    private void add(Batch batch, int index, double at) {
        if (y.length == 0) {
            put(batch, index, seriesName(batch, index, ""), at, 0);
        }
        for (int i = 0; i < y.length; i++) {
            Column column = batch.column(y[i]);
            if (!column.isNull(index)) {
                put(batch, index, seriesName(batch, index, names.get(i)), at, position(column, index, false));
            }
        }
    }

    private void put(Batch batch, int index, String name, double at, double up) {
        if (batch.kindAt(index).weight() > 0) {
            view.add(name, at, up, number(batch, size, index), number(batch, colour, index));
        } else {
            // Numbers in the order of coming do not tell which row is meant.
            view.remove(name, x == NONE ? Double.NaN : at, up);
        }
    }

    private String seriesName(Batch batch, int index, String yName) {
        if (series == NONE) {
            return yName;
        }
        String value = String.valueOf(batch.column(series).value(index));
        return names.size() <= 1 || plan.kind() == ChartView.Kind.MAP ? value : value + " · " + yName;
    }

    private double position(Column column, int index, boolean across) {
        if ((across ? plan.x() : plan.y()) != Axis.LABEL) {
            return moment(column, ChartColumns.value(column, index));
        }
        String word = String.valueOf(column.value(index));
        return across ? view.label(word) : view.yLabel(word);
    }

    /** Wall clocks and days become moments, which the chart shows in the same zone. */
    private double moment(Column column, double value) {
        TypeKind kind = column.type().kind();
        if (zone == null || (kind != TypeKind.TIMESTAMP && kind != TypeKind.DATE)) {
            return value;
        }
        return Instant.ofEpochMilli((long) value)
                .atOffset(ZoneOffset.UTC)
                .toLocalDateTime()
                .atZone(zone)
                .toInstant()
                .toEpochMilli();
    }

    private static double number(Batch batch, int position, int index) {
        return position == NONE || batch.column(position).isNull(index)
                ? Double.NaN
                : ChartColumns.value(batch.column(position), index);
    }
}
