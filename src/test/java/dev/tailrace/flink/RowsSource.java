package dev.tailrace.flink;

import static dev.tailrace.operator.flink.FlinkScript.quote;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.SourceContext;
import dev.tailrace.operator.SourceOperator;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** Given rows, for both runtimes. */
final class RowsSource implements SourceOperator<RowsSource.Settings> {
    /** None. */
    record Settings() {}

    private final String id;
    private final Schema schema;
    private final List<Row> rows;
    private int batchRows = 1024;

    RowsSource(String id, Schema schema, List<Row> rows) {
        this.id = id;
        this.schema = schema;
        this.rows = List.copyOf(rows);
    }

    /** How many rows make a batch on the embedded engine, from the next run on. */
    void batchRows(int newBatchRows) {
        batchRows = newBatchRows;
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "rows-of-" + id, "flink", Family.SOURCES, "mdi2t-table", List.of(Port.out()), List.of(), List.of());
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        return Output.of("out", StreamType.rows(schema));
    }

    @Override
    public Source source(Setup<Settings> setup) {
        BitSet demanded = setup.demanded("out");
        int size = batchRows;
        return new Source() {
            @Override
            public boolean bounded() {
                return true;
            }

            @Override
            public List<String> partitions() {
                return List.of("rows");
            }

            @Override
            public Reader open(String partition, SourceContext context) {
                return new RowsReader(size, demanded);
            }
        };
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.SourceTable(
                schema.fields().stream()
                        .map(field -> new FlinkNode.ColumnText(field.name(), field.typeText()))
                        .toList(),
                schema.fields().stream()
                        .map(field -> new FlinkNode.Computed(field, quote(field.name())))
                        .toList(),
                Map.of("connector", FlinkRowsConnector.ID, "rows", FlinkRowsConnector.toText(rows)));
    }

    /** Emits the rows batch by batch. */
    private final class RowsReader implements Source.Reader {
        private final int size;
        private final BatchBuilder builder;
        private int next;

        RowsReader(int size, BitSet demanded) {
            this.size = size;
            this.builder = new BatchBuilder(schema, demanded);
        }

        @Override
        public Poll poll(Outlet out) {
            for (int i = 0; i < size && next < rows.size(); i++) {
                builder.append(rows.get(next++));
            }
            if (!builder.isEmpty()) {
                out.emit(0, builder.build());
            }
            return next < rows.size() ? Poll.MORE : Poll.END;
        }

        @Override
        public String offset() {
            return Integer.toString(next);
        }

        @Override
        public void seek(String offset) {
            next = Integer.parseInt(offset);
        }

        @Override
        public void close() {}
    }
}
