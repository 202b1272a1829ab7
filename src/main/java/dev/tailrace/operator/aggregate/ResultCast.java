package dev.tailrace.operator.aggregate;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.language.Language;
import dev.tailrace.language.Projection;
import java.util.List;

/** Casts what an accumulator computes in DOUBLE to the type of the aggregate's result, one at a time. */
final class ResultCast {
    private final BatchBuilder row;
    private final Projection projection;

    ResultCast(Deviation deviation) {
        row = new BatchBuilder(deviation.computed());
        projection = Language.compileProjection(List.of(deviation.result()), deviation.computed());
    }

    void result(Accumulator accumulator, int slot, ColumnBuilder target) {
        accumulator.result(slot, row.column(0));
        row.endRow();
        target.appendFrom(projection.evaluate(row.build())[0], 0);
    }
}
