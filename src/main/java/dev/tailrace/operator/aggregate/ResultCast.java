package dev.tailrace.operator.aggregate;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Expression;
import dev.tailrace.language.Language;
import dev.tailrace.language.Projection;
import java.util.List;

/** Makes the aggregate's result of what an accumulator computes, one at a time. */
final class ResultCast {
    private final BatchBuilder row;
    private final Projection projection;

    /** @param result over the columns of {@code computed}, of which there is one */
    ResultCast(Schema computed, Expression result) {
        row = new BatchBuilder(computed);
        projection = Language.compileProjection(List.of(result), computed);
    }

    void result(Accumulator accumulator, int slot, ColumnBuilder target) {
        accumulator.result(slot, row.column(0));
        row.endRow();
        target.appendFrom(projection.evaluate(row.build())[0], 0);
    }
}
