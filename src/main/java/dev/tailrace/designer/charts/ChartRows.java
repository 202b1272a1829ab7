package dev.tailrace.designer.charts;

import dev.tailrace.operator.view.ChartPlan;
import dev.tailrace.operator.view.ChartView;
import dev.tailrace.operator.view.ChartView.Added;
import dev.tailrace.operator.view.ChartView.Axis;
import dev.tailrace.operator.view.Points;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The points that a chart keeps as CSV (RFC 4180): one a row, as they came, not as they are drawn. */
final class ChartRows {
    private final ChartView.Changes changes;
    private final ChartPlan plan;
    private final ZoneId zone;

    /** @param zone in which times are written */
    ChartRows(ChartView view, ZoneId zone) {
        this.changes = view.since(new ChartView.Cursor());
        this.plan = view.plan();
        this.zone = zone;
    }

    void write(Path file) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            write(writer);
        }
    }

    String text() {
        StringWriter writer = new StringWriter();
        try {
            write(writer);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return writer.toString();
    }

    private void write(Writer to) throws IOException {
        line(to, header());
        for (Added series : changes.series()) {
            Points points = series.added();
            for (int i = 0; i < points.count(); i++) {
                line(to, row(series.name(), points, i));
            }
        }
    }

    private List<String> header() {
        List<String> names = new ArrayList<>();
        if (namesSeries()) {
            names.add("series");
        }
        if (hasPlace()) {
            names.add(plan.xTitle());
        }
        if (hasValue()) {
            names.add(plan.yTitle().isEmpty() ? "value" : plan.yTitle());
        }
        if (!plan.sizeTitle().isEmpty()) {
            names.add(plan.sizeTitle());
        }
        if (hasColour()) {
            names.add(plan.colourTitle());
        }
        return names;
    }

    private List<String> row(String name, Points points, int i) {
        List<String> cells = new ArrayList<>();
        if (namesSeries()) {
            cells.add(name);
        }
        if (hasPlace()) {
            cells.add(Values.inFile(plan.x(), points.x(i), changes.xLabels(), zone));
        }
        if (hasValue()) {
            cells.add(Values.inFile(plan.y(), points.y(i), changes.yLabels(), zone));
        }
        if (!plan.sizeTitle().isEmpty()) {
            cells.add(Values.inFile(Axis.NUMBER, points.size(i), List.of(), zone));
        }
        if (hasColour()) {
            cells.add(Values.inFile(Axis.NUMBER, points.colour(i), List.of(), zone));
        }
        return cells;
    }

    /** The only series of a single column is named by the header. */
    private boolean namesSeries() {
        return changes.series().size() > 1
                || changes.series().stream()
                        .anyMatch(one -> !one.name().isEmpty() && !one.name().equals(plan.yTitle()));
    }

    /** Rows of a gauge have no place across. */
    private boolean hasPlace() {
        return !plan.xTitle().isEmpty();
    }

    /** A histogram counts rows, which have no value up. */
    private boolean hasValue() {
        return plan.kind() != ChartView.Kind.HISTOGRAM;
    }

    /** A map may be sized and coloured by one column. */
    private boolean hasColour() {
        return !plan.colourTitle().isEmpty() && !plan.colourTitle().equals(plan.sizeTitle());
    }

    private static void line(Writer to, List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            to.write(i == 0 ? "" : ",");
            to.write(quoted(cells.get(i)));
        }
        to.write("\r\n");
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
