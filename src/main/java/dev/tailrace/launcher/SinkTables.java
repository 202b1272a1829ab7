package dev.tailrace.launcher;

import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.designer.watch.CellText;
import dev.tailrace.model.Node;
import dev.tailrace.operator.view.TableView;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.Sample;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last rows of table sinks after a run, as text. */
final class SinkTables {
    private static final int LAST_ROWS = 8;
    private static final int MAX_CELL = 40;

    private final Run run;
    private final Terminal terminal;

    SinkTables(Run run, Terminal terminal) {
        this.run = run;
        this.terminal = terminal;
    }

    void print() {
        for (Node node : run.pipeline().pipeline().nodes()) {
            if (run.view(node.id()) instanceof TableView view && view.total() > 0) {
                List<Row> rows = view.rows();
                List<Row> last = rows.subList(Math.max(0, rows.size() - LAST_ROWS), rows.size());
                terminal.out().println();
                terminal.out()
                        .println(terminal.texts().get("launcher.run.table", node.name(), last.size(), view.total()));
                print(view.schema(), last, run.pipeline().environment().zone(), terminal);
            }
        }
    }

    /** The row at which the run failed, below its message. */
    static void printFailedRow(Run run, Terminal terminal) {
        Sample failed = run.failedRow();
        if (failed != null) {
            for (Row row : failed.rows()) {
                for (int i = 0; i < failed.schema().size(); i++) {
                    terminal.err().println("  " + failed.schema().field(i).name() + " = " + row.get(i));
                }
            }
        }
    }

    private static void print(Schema schema, List<Row> rows, ZoneId zone, Terminal terminal) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(schema.names());
        for (Row row : rows) {
            lines.add(row.values().stream().map(value -> cell(value, zone)).toList());
        }
        int[] widths = new int[schema.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Columns.of(line.get(i)));
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder("  ");
            for (int i = 0; i < widths.length; i++) {
                String blanks = " ".repeat(widths[i] - Columns.of(line.get(i)));
                boolean right = schema.field(i).type().kind().isNumeric();
                text.append(right ? blanks + line.get(i) : line.get(i) + blanks).append("  ");
            }
            terminal.out().println(text.toString().stripTrailing());
        }
    }

    private static String cell(@Nullable Object value, ZoneId zone) {
        String text = CellText.of(value, zone).replaceAll("\\p{Cntrl}", "\u00b7");
        return Columns.cut(text, MAX_CELL);
    }
}
