package dev.tailrace.operators.sinks;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Batch;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setting.Kind;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Sink;
import dev.tailrace.operator.SinkContext;
import dev.tailrace.operator.SinkOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.view.TableView;
import java.util.List;
import java.util.Map;

/**
 * Shows the latest rows as a table.
 *
 * <p>Of a changelog it shows the changes, each with its kind, not the table that they make.
 */
@AutoService(Operator.class)
public final class TableSink implements SinkOperator<TableSink.Settings> {
    /** How much is shown. */
    public record Settings(@Setting(kind = Kind.NUMBER, defaultJson = "1000", min = 1, max = 100_000) int keep) {}

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "table-sink",
                "operators",
                Family.SINKS,
                "mdi2t-table",
                List.of(Port.inChanges()),
                List.of("show", "grid", "rows", "view", "print"),
                List.of("print (Flink)", "Debug (Node-RED)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        return Output.none();
    }

    @Override
    public Sink sink(Setup<Settings> setup) {
        return new Running(new TableView(setup.inputSchema(), setup.settings().keep()));
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.SinkTable(
                "SELECT * FROM " + script.view(),
                placement.input().schema().fields(),
                List.of(),
                Map.of("connector", "print"));
    }

    private static final class Running implements Sink {
        private final TableView view;

        Running(TableView view) {
            this.view = view;
        }

        @Override
        public void open(SinkContext context) {
            context.publish(view);
        }

        @Override
        public void write(Batch batch) {
            view.add(batch);
        }
    }
}
