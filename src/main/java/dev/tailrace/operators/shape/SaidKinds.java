package dev.tailrace.operators.shape;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.Problem;
import dev.tailrace.data.RowKind;
import dev.tailrace.operator.FailingRows;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.Setup;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads in a column what rows do. Single-threaded. */
final class SaidKinds {
    /** Of a row that says nothing known; it has gone where such rows go. */
    static final byte NONE = -1;

    private final Setup<RowsToChanges.Settings> setup;
    private final int errorPort;
    private final int column;
    private final byte[][] words;
    private final byte[] kinds;
    private FailingRows failing;

    @SuppressWarnings("NullAway.Init")
    SaidKinds(Setup<RowsToChanges.Settings> setup, int errorPort) {
        this.setup = setup;
        this.errorPort = errorPort;
        this.column = setup.inputSchema().indexOf(setup.settings().column());
        ChangeWords said = ChangeWords.of(setup.settings());
        List<byte[]> all = new ArrayList<>();
        List<RowKind> ofAll = new ArrayList<>();
        for (RowKind kind : RowKind.values()) {
            for (String word : said.of(kind)) {
                all.add(word.getBytes(StandardCharsets.UTF_8));
                ofAll.add(kind);
            }
        }
        this.words = all.toArray(byte[][]::new);
        this.kinds = new byte[words.length];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = ofAll.get(i).code();
        }
    }

    void open(ProcessorContext context) {
        failing = FailingRows.of(setup, setup.inputSchema(), setup.settings().onError(), errorPort, context);
    }

    /** The position of the column among the input's. */
    int column() {
        return column;
    }

    /** The codes of the rows' kinds by their positions in the batch, or {@link #NONE}. */
    byte[] of(Batch batch, Outlet out) {
        Column.Bytes said = (Column.Bytes) batch.column(column);
        byte[] codes = new byte[batch.rows() == 0 ? 0 : batch.index(batch.rows() - 1) + 1];
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            codes[index] = said.isNull(index) ? NONE : kind(said, index);
            if (codes[index] == NONE) {
                failing.add(batch, index, problem(said, index), out);
            }
        }
        failing.flush(out);
        return codes;
    }

    private byte kind(Column.Bytes said, int index) {
        int from = said.starts[index];
        int to = said.ends[index];
        for (int i = 0; i < words.length; i++) {
            if (Arrays.equals(said.buffer, from, to, words[i], 0, words[i].length)) {
                return kinds[i];
            }
        }
        return NONE;
    }

    private Problem problem(Column.Bytes said, int index) {
        String name = setup.settings().column();
        return said.isNull(index)
                ? Problem.error("operators.rows-to-changes.null-word", name)
                : Problem.error("operators.rows-to-changes.unknown-word", name, said.string(index));
    }
}
