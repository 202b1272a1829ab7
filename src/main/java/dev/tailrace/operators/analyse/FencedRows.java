package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.Setup;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Adds the first fence of each row's position. Keeps nothing; the ids are slices of one buffer. */
final class FencedRows implements Processor {
    private final Setup<GeoFence.Settings> setup;
    private final Schema output;
    private final int added;
    private final boolean isDemanded;
    private final NumberColumns numbers;
    private final double[] position = new double[2];
    private FenceIndex fences;

    @SuppressWarnings("NullAway.Init")
    FencedRows(Setup<GeoFence.Settings> setup) {
        Schema input = setup.inputSchema();
        this.setup = setup;
        this.output = setup.outputSchema("out");
        this.added = input.size();
        this.isDemanded = setup.demanded("out").get(added);
        this.numbers = new NumberColumns(new int[] {
            input.indexOf(setup.settings().longitude()), input.indexOf(setup.settings().latitude())
        });
    }

    @Override
    public void open(ProcessorContext context) {
        fences = FenceFile.index(setup, context);
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        @Nullable Column[] columns = Arrays.copyOf(batch.columns(), output.size());
        if (isDemanded) {
            columns[added] = fences(batch);
        }
        out.emit(0, batch.with(output, columns));
    }

    private Column fences(Batch batch) {
        int limit = batch.index(batch.rows() - 1) + 1;
        int[] starts = new int[limit];
        int[] ends = new int[limit];
        long[] nulls = new long[(limit + 63) >> 6];
        numbers.begin(batch);
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            boolean isInside = numbers.take(index, position);
            if (isInside) {
                fences.find(position[0], position[1]);
                isInside = fences.count() > 0;
            }
            if (isInside) {
                starts[index] = fences.idStart(fences.found(0));
                ends[index] = fences.idEnd(fences.found(0));
            } else {
                nulls[index >> 6] |= 1L << index;
            }
        }
        return new Column.Bytes(DataType.STRING, limit, fences.idBytes(), starts, ends, nulls);
    }
}
