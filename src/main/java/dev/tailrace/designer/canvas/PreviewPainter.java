package dev.tailrace.designer.canvas;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.designer.charts.ChartPreview;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.Face;
import dev.tailrace.designer.pen.Pen;
import dev.tailrace.designer.pen.Token;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.designer.watch.CellText;
import dev.tailrace.operator.view.ChartView;
import dev.tailrace.operator.view.TableView;
import dev.tailrace.operator.view.View;
import java.time.ZoneId;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Draws what a sink shows, small, under its name. */
final class PreviewPainter {
    private static final double TOP = 60;
    private static final double HEIGHT = 62;
    private static final double INSET = 9;
    private static final int LINES = 4;
    private static final double LINE = 15.5;
    private static final double SIZE = 11;
    private static final String ON_THE_MINUTE = ":00.000";

    private record Latest(long version, List<Row> rows) {}

    private final Typefaces faces;
    private final Map<TableView, Latest> latest = new WeakHashMap<>();

    private final ChartPreview charts;

    PreviewPainter(Typefaces faces) {
        this.faces = faces;
        charts = new ChartPreview(faces);
    }

    /** @param zone of the pipeline, for times that have one */
    void preview(Pen pen, Colours colours, NodeBox node, View view, ZoneId zone) {
        pen.save();
        pen.translate(node.box().x(), node.box().y() + TOP);
        double width = node.box().width();
        if (view instanceof TableView table) {
            pen.line(INSET + 5, -1, width - INSET - 5, -1, 1, colours.of(Token.LINE));
            table(pen, colours, table, width, zone);
        } else if (view instanceof ChartView chart) {
            pen.translate(INSET, 0);
            charts.paint(pen, colours, chart, width - 2 * INSET, HEIGHT);
        }
        pen.restore();
    }

    private void table(Pen pen, Colours colours, TableView table, double width, ZoneId zone) {
        Schema schema = table.schema();
        int number = lastNumber(schema);
        int text = firstText(schema, number);
        List<Row> latest = latest(table);
        for (int i = 0; i < latest.size(); i++) {
            double baseline = 12 + i * LINE;
            Row row = latest.get(i);
            String value = number < 0 ? "" : cell(row.get(number), zone);
            double room = width - 2 * 14;
            if (!value.isEmpty()) {
                String shown = faces.fitted(value, Face.TEXT_STRONG, SIZE, room / 2);
                double taken = faces.width(shown, Face.TEXT_STRONG, SIZE);
                pen.text(shown, width - 14 - taken, baseline, Face.TEXT_STRONG, SIZE, colours.of(Token.FG));
                room -= taken + 8;
            }
            if (text >= 0) {
                String shown = faces.fitted(cell(row.get(text), zone), Face.TEXT, SIZE, room);
                pen.text(shown, 14, baseline, Face.TEXT, SIZE, colours.of(Token.FG_MUTED));
            }
        }
    }

    /** Painted with each frame, taken from the table only when it has changed. */
    private List<Row> latest(TableView table) {
        long version = table.version();
        Latest known = latest.get(table);
        if (known == null || known.version() != version) {
            List<Row> rows = table.rows().stream()
                    .filter(row -> row.kind() == RowKind.INSERT || row.kind() == RowKind.UPDATE_AFTER)
                    .toList();
            known = new Latest(version, List.copyOf(rows.subList(Math.max(0, rows.size() - LINES), rows.size())));
            latest.put(table, known);
        }
        return known.rows();
    }

    /** As in tables; of times on the minute, the seconds are left out. */
    private static String cell(@Nullable Object value, ZoneId zone) {
        String text = CellText.of(value, zone);
        return value instanceof Temporal && text.endsWith(ON_THE_MINUTE)
                ? text.substring(0, text.length() - ON_THE_MINUTE.length())
                : text;
    }

    private static int lastNumber(Schema schema) {
        for (int i = schema.size() - 1; i >= 0; i--) {
            if (isNumber(schema.field(i).type())) {
                return i;
            }
        }
        return -1;
    }

    /** The first column of text; else the first that is not a number; else the first that is not already shown. */
    private static int firstText(Schema schema, int number) {
        for (int i = 0; i < schema.size(); i++) {
            if (schema.field(i).type().kind() == TypeKind.STRING) {
                return i;
            }
        }
        for (int i = 0; i < schema.size(); i++) {
            if (!isNumber(schema.field(i).type())) {
                return i;
            }
        }
        return number == 0 ? -1 : 0;
    }

    private static boolean isNumber(DataType type) {
        return switch (type.kind()) {
            case TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE, DECIMAL -> true;
            default -> false;
        };
    }
}
