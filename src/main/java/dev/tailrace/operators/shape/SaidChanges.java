package dev.tailrace.operators.shape;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.Setup;
import org.jspecify.annotations.Nullable;

/** Passes rows on as the changes that they say they are; for versions without what updates take back. */
final class SaidChanges implements Processor {
    private final SaidKinds kinds;
    private final Schema schema;
    private final boolean wholeUpdates;

    SaidChanges(Setup<RowsToChanges.Settings> setup, SaidKinds kinds) {
        this.kinds = kinds;
        this.schema = setup.outputSchema("out");
        this.wholeUpdates = setup.settings().gives() != RowsToChanges.Gives.VERSIONS;
    }

    @Override
    public void open(ProcessorContext context) {
        kinds.open(context);
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        byte[] said = kinds.of(batch, out);
        int[] positions = new int[batch.rows()];
        int count = 0;
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            if (said[index] == SaidKinds.NONE) {
                // It does not leave, but who reads all kinds of a batch must find one.
                said[index] = RowKind.INSERT.code();
            } else if (wholeUpdates || said[index] != RowKind.UPDATE_BEFORE.code()) {
                positions[count++] = index;
            }
        }
        if (count > 0) {
            out.emit(
                    0,
                    Batch.of(schema, said.length, columns(batch), said, batch.lease())
                            .select(positions, count));
        }
    }

    private @Nullable Column[] columns(Batch batch) {
        @Nullable Column[] all = batch.columns();
        @Nullable Column[] columns = new Column[schema.size()];
        System.arraycopy(all, 0, columns, 0, kinds.column());
        System.arraycopy(all, kinds.column() + 1, columns, kinds.column(), columns.length - kinds.column());
        return columns;
    }
}
