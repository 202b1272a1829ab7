package dev.tailrace.operators.sinks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Lease;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.view.TableView;
import dev.tailrace.operators.sinks.TableSink.Changes;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TableSinkTest {
    private static final Schema SCHEMA = Schema.of(Field.of("n", DataType.INT));

    private static List<Row> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Row::of).toList();
    }

    @Test
    void theLatestRowsAreKeptWhateverTheBatches() throws IOException {
        for (int size : new int[] {1, 7, 255, 256, 1024}) {
            Shown shown = Shown.by(new TableSink(), new TableSink.Settings(300, Changes.LIST), SCHEMA);
            for (int from = 0; from < 2000; from += size) {
                shown.rows(numbers(from, Math.min(2000, from + size)));
            }
            TableView view = shown.view(TableView.class);
            assertEquals(numbers(1700, 2000), view.rows(), size + " rows a batch");
            assertEquals(2000, view.total());
        }
    }

    @Test
    void changesAreShownWithTheirKinds() throws IOException {
        List<Row> changes = List.of(Row.of(1), new Row(RowKind.DELETE, List.of(1)));
        Shown shown = Shown.by(new TableSink(), new TableSink.Settings(10, Changes.LIST), SCHEMA)
                .rows(changes);
        assertEquals(changes, shown.view(TableView.class).rows());
    }

    @Test
    void theRowsThatAreLeftAreShownWhereTheyAreWanted() throws IOException {
        Shown shown =
                Shown.by(new TableSink(), new TableSink.Settings(3, Changes.TABLE), new StreamType(SCHEMA, true, null));
        shown.rows(numbers(0, 8)).rows(List.of(Row.of(7), new Row(RowKind.UPDATE_BEFORE, List.of(6))));
        TableView view = shown.view(TableView.class);
        assertEquals(List.of(Row.of(5), Row.of(7), Row.of(7)), view.rows());
        assertEquals(8, view.total());
        long version = view.version();
        shown.rows(List.of(new Row(RowKind.DELETE, List.of(7)), new Row(RowKind.DELETE, List.of(7))));
        assertEquals(List.of(Row.of(3), Row.of(4), Row.of(5)), view.rows());
        assertTrue(view.version() > version);
    }

    @Test
    void aBatchIsGivenBackOnceItsRowsAreNoLongerShown() throws IOException {
        Shown shown = Shown.by(new TableSink(), new TableSink.Settings(10, Changes.LIST), SCHEMA);
        Lease lease = new Lease(null);
        Column column = BatchBuilder.batchOf(SCHEMA, numbers(0, 500)).column(0);
        shown.batch(Batch.of(SCHEMA, 500, new Column[] {column}, null, lease));
        lease.retain();
        assertFalse(lease.release(), "the table still shows it");
        shown.rows(numbers(500, 1000));
        assertTrue(lease.release(), "only its emitter has it");
    }
}
