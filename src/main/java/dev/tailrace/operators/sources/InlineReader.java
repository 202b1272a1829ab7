package dev.tailrace.operators.sources;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Expression;
import dev.tailrace.language.Language;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.SourceException;
import java.util.BitSet;
import java.util.List;

/** Gives the rows of the settings, computing each when it is its turn. */
final class InlineReader implements Source.Reader {
    private static final int ROWS_PER_POLL = 100;

    private final List<List<Expression>> rows;
    private final Schema schema;
    private final BitSet demanded;
    private int next;

    /** @param rows of expressions without columns */
    InlineReader(List<List<Expression>> rows, Schema schema, BitSet demanded) {
        this.rows = rows;
        this.schema = schema;
        this.demanded = demanded;
    }

    @Override
    public Poll poll(Outlet out) throws SourceException {
        BatchBuilder builder = new BatchBuilder(schema, demanded);
        int end = Math.min(rows.size(), next + ROWS_PER_POLL);
        while (next < end) {
            builder.append(row(rows.get(next)));
            next++;
        }
        if (!builder.isEmpty()) {
            out.emit(0, builder.build());
        }
        return next < rows.size() ? Poll.MORE : Poll.END;
    }

    private Row row(List<Expression> cells) throws SourceException {
        Object[] values = new Object[cells.size()];
        for (int i = demanded.nextSetBit(0); i >= 0; i = demanded.nextSetBit(i + 1)) {
            Language.Value value = Language.evaluate(cells.get(i), Row.of());
            Problem problem = value.problem();
            if (problem != null) {
                throw new SourceException(problem.in("rows[" + next + "].values"));
            }
            values[i] = value.value();
        }
        return Row.of(values);
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
    public double progress() {
        return rows.isEmpty() ? 1 : (double) next / rows.size();
    }

    @Override
    public void close() {}
}
