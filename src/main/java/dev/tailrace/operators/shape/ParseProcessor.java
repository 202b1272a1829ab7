package dev.tailrace.operators.shape;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.FailingRows;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.Setup;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the texts of a column into further columns. These have their values at the positions of the input's, so that
 * the input's columns leave uncopied.
 */
final class ParseProcessor implements Processor {
    private static final int OUT = 0;
    private static final int ERROR = 1;

    private final Setup<Parse.Settings> setup;
    private final int text;
    private final Schema schema;
    /** By column of the output, the column of the input that it is, or -1. */
    private final int[] passedOn;

    private final int firstParsed;
    private final BatchBuilder rows;
    private final TextReading reading;
    private final boolean keepsUnreadable;
    private FailingRows failing;

    @SuppressWarnings("NullAway.Init")
    ParseProcessor(Setup<Parse.Settings> setup, TextPlan plan, int[] passedOn) {
        this.setup = setup;
        this.text = setup.inputSchema().indexOf(setup.settings().column());
        this.schema = setup.outputSchema("out");
        this.passedOn = passedOn;
        this.firstParsed = passedOn.length;
        BitSet demanded = setup.demanded("out");
        this.rows = new BatchBuilder(plan.schema(), demanded.get(firstParsed, Math.max(firstParsed, schema.size())));
        this.reading = plan.reading(rows);
        this.keepsUnreadable = setup.settings().whenUnreadable() == Parse.WhenUnreadable.EMPTY;
    }

    @Override
    public void open(ProcessorContext context) {
        failing = new FailingRows(
                context,
                setup.settings().whenUnreadable() == Parse.WhenUnreadable.STOP ? ErrorPolicy.STOP : ErrorPolicy.SKIP,
                ERROR,
                setup.placement().isWired("error"),
                FailingRows.schema(setup.inputSchema()),
                setup.demanded("error"));
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        Column.Bytes texts = (Column.Bytes) batch.column(text);
        int[] good = new int[batch.rows()];
        int count = 0;
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            fillUpTo(index);
            if (texts.isNull(index)) {
                good[count++] = index;
                continue;
            }
            Problem problem = reading.read(texts.buffer, texts.starts[index], texts.ends[index]);
            if (problem == null || keepsUnreadable) {
                good[count++] = index;
            } else {
                failing.add(batch, index, problem, out);
            }
        }
        fillUpTo(batch.rows() == 0 ? 0 : batch.index(batch.rows() - 1) + 1);
        failing.flush(out);
        @Nullable Column[] columns = new Column[schema.size()];
        for (int i = 0; i < firstParsed; i++) {
            columns[i] = batch.hasColumn(passedOn[i]) ? batch.column(passedOn[i]) : null;
        }
        Batch parsed = rows.build();
        for (int i = firstParsed; i < columns.length; i++) {
            columns[i] = parsed.hasColumn(i - firstParsed) ? parsed.column(i - firstParsed) : null;
        }
        if (count > 0) {
            Batch result = batch.with(schema, columns);
            out.emit(OUT, count == batch.rows() ? result : result.select(good, count));
        }
    }

    /** Rows of nulls, where the input has none or a text is none or cannot be read. */
    private void fillUpTo(int index) {
        while (rows.rows() < index) {
            for (int i = 0; i < rows.schema().size(); i++) {
                if (rows.demands(i)) {
                    rows.column(i).appendNull();
                }
            }
            rows.endRow();
        }
    }
}
