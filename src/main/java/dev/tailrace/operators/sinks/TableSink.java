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
 * <p>Of a changelog it shows the latest changes, each with its kind, or the latest rows of the table that they make, all
 * of which is then held in memory.
 */
@AutoService(Operator.class)
public final class TableSink implements SinkOperator<TableSink.Settings> {
    /** What is shown of a changelog. */
    public enum Changes {
        LIST,
        TABLE
    }

    /** How much is shown, and what. */
    public record Settings(
            @Setting(kind = Kind.NUMBER, defaultJson = "1000", min = 1, max = 100_000) int keep,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"list\"") Changes changes) {}

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
        int keep = setup.settings().keep();
        boolean folded = setup.placement().input().changes() && setup.settings().changes() == Changes.TABLE;
        return new Running(
                folded ? TableView.ofTable(setup.inputSchema(), keep) : new TableView(setup.inputSchema(), keep));
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
