package dev.tailrace.operator.lookup;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.Lease;
import dev.tailrace.data.Problem;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.language.ColumnRoom;
import dev.tailrace.language.EvaluationException;
import dev.tailrace.language.Language;
import dev.tailrace.language.RowFilter;
import dev.tailrace.operator.FailingRows;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.join.JoinType;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows together with what was found for them, and sends on what the type of the join gives: {@link #begin} a batch,
 * say the {@link #row}s in their order with the {@link #match}es of each, {@link #end}. Single-threaded.
 *
 * <p>A row for which the condition cannot be computed with one of its matches fails with all of them: it leaves neither
 * with matches nor without.
 *
 * <p>Where no row has two matches, the columns of the input leave as they are, with a selection, and the columns of the
 * table are laid beside them; otherwise both are laid out anew.
 */
public final class MatchedRows {
    private final LookupPlan plan;
    private final FailingRows failing;
    private final @Nullable RowFilter condition;
    private final BitSet conditionColumns;
    private final JoinType type;

    /** Whether rows are kept so that those without a match can be told. */
    private final boolean keepsRows;

    private Batch left;
    private Batch right;

    /** Rows of the table that were found; only where the others are sent in the end. */
    private final BitSet found = new BitSet();

    private ColumnRoom room = new ColumnRoom();

    // Rows of the input that were said, by position; only where those without a match are kept.
    private int[] rows = new int[Batch.MAX_ROWS];
    private int rowCount;

    // Pairs of positions.
    private int[] leftAt = new int[Batch.MAX_ROWS];
    private int[] rightAt = new int[Batch.MAX_ROWS];
    private int pairs;
    private int current;

    private int[] selection = new int[Batch.MAX_ROWS];

    /** @param failing takes the rows of the input for which the condition cannot be computed */
    @SuppressWarnings("NullAway.Init")
    public MatchedRows(LookupPlan plan, FailingRows failing) {
        this.plan = plan;
        this.failing = failing;
        this.type = plan.type();
        this.keepsRows = type.padsLeft() || type == JoinType.ANTI;
        this.condition = plan.condition() == null ? null : Language.compileFilter(plan.condition());
        this.conditionColumns =
                plan.condition() == null ? new BitSet() : plan.condition().columns();
    }

    /** Whether rows without a match must be said, too. */
    boolean keepsRows() {
        return keepsRows;
    }

    /**
     * @param newLeft rows of the input, with all columns that are computed
     * @param newRight rows of the table, the same
     */
    public void begin(Batch newLeft, Batch newRight) {
        left = newLeft;
        right = newRight;
    }

    /** The next row of the input, by its position; ascending. */
    public void row(int index, Outlet out) {
        if (pairs >= Batch.MAX_ROWS || rowCount >= Batch.MAX_ROWS) {
            end(out);
        }
        current = index;
        if (keepsRows) {
            rows[rowCount++] = index;
        }
    }

    /** A row of the table that has the key of the row said last, by its position. */
    public void match(int index) {
        reserve(pairs + 1);
        leftAt[pairs] = current;
        rightAt[pairs++] = index;
    }

    /** Sends what has come together. */
    public void end(Outlet out) {
        if (condition != null && pairs > 0) {
            keepFulfilled(condition, out);
            failing.flush(out);
        }
        switch (type) {
            case LEFT, FULL -> addUnmatched();
            case SEMI -> keepOnePerRow();
            case ANTI -> keepUnmatched();
            default -> {
                // The pairs as they are.
            }
        }
        if (type.padsRight()) {
            for (int i = 0; i < pairs; i++) {
                if (rightAt[i] != GatheredColumns.NULL) {
                    found.set(rightAt[i]);
                }
            }
        }
        send(out);
        pairs = 0;
        rowCount = 0;
    }

    /** Sends the rows of the table for which no row has come since {@link #beginTable()}. */
    void sendNotFound(Outlet out) {
        for (int i = 0; i < right.rows(); i++) {
            if (!found.get(right.index(i))) {
                reserve(pairs + 1);
                leftAt[pairs] = GatheredColumns.NULL;
                rightAt[pairs++] = right.index(i);
            }
        }
        send(out);
        pairs = 0;
    }

    /** Forgets what was found. */
    void beginTable() {
        found.clear();
    }

    private void keepFulfilled(RowFilter filter, Outlet out) {
        while (pairs > 0) {
            Batch candidates = joined(conditionColumns, plan.pairs());
            if (selection.length < pairs) {
                selection = new int[pairs];
            }
            try {
                keepSelected(candidates, filter.filter(candidates, selection));
                return;
            } catch (EvaluationException failure) {
                int pair = 0;
                while (candidates.index(pair) != failure.index()) {
                    pair++;
                }
                String message = String.valueOf(failure.getMessage());
                fail(leftAt[pair], Problem.error("operators.row-failed", message), out);
            }
        }
    }

    private void keepSelected(Batch candidates, int fulfilled) {
        int kept = 0;
        for (int i = 0; i < pairs && kept < fulfilled; i++) {
            if (candidates.index(i) == selection[kept]) {
                leftAt[kept] = leftAt[i];
                rightAt[kept++] = rightAt[i];
            }
        }
        pairs = kept;
    }

    /** Takes a row of the input out, with all its pairs. */
    private void fail(int row, Problem problem, Outlet out) {
        failing.add(left, row, problem, out);
        int kept = 0;
        for (int i = 0; i < pairs; i++) {
            if (leftAt[i] != row) {
                leftAt[kept] = leftAt[i];
                rightAt[kept++] = rightAt[i];
            }
        }
        pairs = kept;
        kept = 0;
        for (int i = 0; i < rowCount; i++) {
            if (rows[i] != row) {
                rows[kept++] = rows[i];
            }
        }
        rowCount = kept;
    }

    /** Gives each row without a pair one with no row of the table; pairs stay in the order of the rows. */
    private void addUnmatched() {
        int unmatched = 0;
        int pair = 0;
        for (int i = 0; i < rowCount; i++) {
            if (pair == pairs || leftAt[pair] != rows[i]) {
                unmatched++;
            }
            while (pair < pairs && leftAt[pair] == rows[i]) {
                pair++;
            }
        }
        if (unmatched == 0) {
            return;
        }
        reserve(pairs + unmatched);
        int to = pairs + unmatched;
        pairs = to;
        int from = to - unmatched - 1;
        for (int i = rowCount - 1; i >= 0; i--) {
            if (from < 0 || leftAt[from] != rows[i]) {
                leftAt[--to] = rows[i];
                rightAt[to] = GatheredColumns.NULL;
            }
            while (from >= 0 && leftAt[from] == rows[i]) {
                leftAt[--to] = leftAt[from];
                rightAt[to] = rightAt[from--];
            }
        }
    }

    private void keepOnePerRow() {
        int kept = 0;
        for (int i = 0; i < pairs; i++) {
            if (kept == 0 || leftAt[kept - 1] != leftAt[i]) {
                leftAt[kept++] = leftAt[i];
            }
        }
        pairs = kept;
    }

    private void keepUnmatched() {
        int kept = 0;
        int pair = 0;
        int[] unmatched = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            if (pair == pairs || leftAt[pair] != rows[i]) {
                unmatched[kept++] = rows[i];
            }
            while (pair < pairs && leftAt[pair] == rows[i]) {
                pair++;
            }
        }
        reserve(kept);
        System.arraycopy(unmatched, 0, leftAt, 0, kept);
        pairs = kept;
    }

    private void send(Outlet out) {
        if (pairs == 0) {
            return;
        }
        Lease lease = new Lease(left.lease());
        Batch joined = joined(plan.demanded(), plan.output()).under(lease);
        for (int from = 0; from < pairs; from += Batch.MAX_ROWS) {
            int to = Math.min(pairs, from + Batch.MAX_ROWS);
            out.emit(0, to - from == joined.rows() ? joined : joined.slice(from, to));
        }
        if (!lease.release()) {
            // Somebody holds the rows beyond the call.
            room = new ColumnRoom();
            leftAt = new int[leftAt.length];
        }
    }

    /** The pairs as rows, row {@code i} being pair {@code i}. */
    private Batch joined(BitSet columns, Schema schema) {
        boolean laidAnew = leftAt[0] == GatheredColumns.NULL;
        for (int i = 1; i < pairs; i++) {
            laidAnew |= leftAt[i] == leftAt[i - 1];
        }
        GatheredColumns ofLeft = new GatheredColumns(room, leftAt, null, pairs);
        GatheredColumns ofRight = new GatheredColumns(room, rightAt, laidAnew ? null : leftAt, pairs);
        int leftSize = plan.input().size();
        @Nullable Column[] joined = new Column[schema.size()];
        for (int i = columns.nextSetBit(0); i >= 0; i = columns.nextSetBit(i + 1)) {
            if (i >= leftSize) {
                joined[i] = ofRight.of(right.column(i - leftSize), i);
            } else {
                joined[i] = laidAnew ? ofLeft.of(left.column(i), i) : left.column(i);
            }
        }
        if (laidAnew) {
            return Batch.of(schema, pairs, joined, kinds());
        }
        return (pairs == left.rows() ? left : left.select(leftAt, pairs)).with(schema, joined);
    }

    /** Those of the rows of the input, where they are changes. */
    private byte @Nullable [] kinds() {
        byte[] ofLeft = left.kinds();
        if (ofLeft == null) {
            return null;
        }
        byte[] kinds = new byte[pairs];
        for (int i = 0; i < pairs; i++) {
            kinds[i] = leftAt[i] == GatheredColumns.NULL ? RowKind.INSERT.code() : ofLeft[leftAt[i]];
        }
        return kinds;
    }

    private void reserve(int size) {
        if (size > leftAt.length) {
            leftAt = Arrays.copyOf(leftAt, size * 2);
            rightAt = Arrays.copyOf(rightAt, size * 2);
        }
    }
}
