package dev.tailrace.connectors.http;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.formats.json.JsonFormat;
import dev.tailrace.formats.json.JsonRows;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.format.DecodeTarget;
import dev.tailrace.operator.format.Decoder;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of an answer into the rows of one key. For one answer. */
final class HttpAnswer implements DecodeTarget {
    private final BatchBuilder rows;
    private final Decoder decoder;
    private final JsonRows found;
    private @Nullable Problem problem;

    /**
     * @param answered the columns that the answer has
     * @param demanded positions of those that are read
     * @param path to the rows, or null
     */
    HttpAnswer(List<ColumnDeclaration> columns, Schema answered, BitSet demanded, @Nullable String path) {
        rows = new BatchBuilder(answered, demanded);
        decoder = new JsonFormat().decoder(JsonFormat.Settings.of(columns), demanded, this);
        found = new JsonRows(path);
    }

    /** Null if all of it could be read; otherwise {@link #rows(Schema, Batch)} has no meaning. */
    @Nullable
    Problem read(byte[] body) {
        Problem wrong = found.find(body, (from, to) -> {
            if (problem == null) {
                decoder.decode(body, from, to, true);
            }
        });
        return wrong == null ? problem : wrong;
    }

    /**
     * What was read, each row with its key.
     *
     * @param table the answer's columns, then those of the key
     * @param key one row, the key's columns
     */
    Batch rows(Schema table, Batch key) {
        Batch answers = rows.build();
        int count = answers.rows();
        BatchBuilder keys = new BatchBuilder(key.schema());
        for (int i = 0; i < count; i++) {
            keys.appendFrom(key, key.index(0));
        }
        Batch repeated = keys.build();
        @Nullable Column[] columns = new Column[table.size()];
        int size = answers.schema().size();
        for (int i = 0; i < columns.length; i++) {
            Batch part = i < size ? answers : repeated;
            int column = i < size ? i : i - size;
            columns[i] = part.hasColumn(column) ? part.column(column) : null;
        }
        return Batch.of(table, count, columns, null);
    }

    @Override
    public BatchBuilder rows() {
        return rows;
    }

    @Override
    public boolean isFull() {
        return false;
    }

    @Override
    public void unreadable(byte[] buffer, int from, int to, Problem newProblem) {
        problem = newProblem;
    }

    @Override
    public void endOfRecord(int lineEnds) {
        // A row more or less changes nothing.
    }
}
