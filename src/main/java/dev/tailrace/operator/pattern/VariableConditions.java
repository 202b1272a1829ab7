package dev.tailrace.operator.pattern;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.Schema;
import dev.tailrace.language.EvaluationException;
import dev.tailrace.language.Language;
import dev.tailrace.language.RowFilter;
import dev.tailrace.operator.pattern.CheckedPattern.Condition;
import dev.tailrace.operator.pattern.Term.RowValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of the variables at work. Those that read nothing but the row itself are computed for whole batches when
 * rows come; the others for a row and a partial match when they are asked for. Single-threaded.
 */
final class VariableConditions {
    /**
     * A compiled condition.
     *
     * @param inputColumns of the terms if they are all of the row itself, otherwise null
     */
    private record Compiled(Schema schema, RowFilter filter, int @Nullable [] inputColumns, TermColumns terms) {}

    /** Conditions of so many partial matches are computed at once. */
    private static final int TOGETHER = 256;

    private final List<@Nullable Compiled> conditions = new ArrayList<>();
    private final StoredRows rows;
    private final boolean canFail;
    private int[] selection = new int[Batch.MAX_ROWS];
    private long known;
    private long[] fulfilled = new long[Batch.MAX_ROWS];

    // Of the row that is being taken: the partial matches that it may come behind, by their places.
    private int row;
    private List<PartialMatch> matches = List.of();
    private final Automaton automaton;
    /** Variables whose conditions are computed for the matches that may ask for them, a bit each. */
    private long computed;
    /** By place, the variables that can take the row; a bit each. */
    private long[] taken = new long[16];

    private final int[] places = new int[TOGETHER];

    VariableConditions(List<@Nullable Condition> checked, Automaton automaton, Schema input, StoredRows rows) {
        this.automaton = automaton;
        this.rows = rows;
        for (int variable = 0; variable < checked.size(); variable++) {
            Condition condition = checked.get(variable);
            conditions.add(condition == null ? null : compile(condition, variable, input));
        }
        canFail = checked.stream().anyMatch(condition -> condition != null && canFail(condition));
    }

    private static boolean canFail(Condition condition) {
        // What an aggregate is over may fail, too.
        return condition.expression().canFail()
                || condition.terms().stream().anyMatch(term -> term instanceof Term.Aggregate);
    }

    /** Whether {@link #holds} may find that a condition cannot be computed. */
    boolean canFail() {
        return canFail;
    }

    private Compiled compile(Condition condition, int variable, Schema input) {
        Schema schema = new Schema(condition.terms().stream().map(Term::field).toList());
        BitSet all = new BitSet();
        all.set(0, schema.size());
        TermColumns terms =
                new TermColumns(condition.terms(), schema, all, input, rows, BatchBuilder.recycling(schema, all));
        RowFilter filter = Language.compileFilter(condition.expression());
        return new Compiled(schema, filter, ownColumns(condition, variable), terms);
    }

    private static int @Nullable [] ownColumns(Condition condition, int variable) {
        int[] columns = new int[condition.terms().size()];
        for (int i = 0; i < columns.length; i++) {
            boolean isOwn = condition.terms().get(i) instanceof RowValue value
                    && !value.first()
                    && value.offset() == 0
                    && TermColumns.isOf(value.variable(), variable);
            if (!isOwn) {
                return null;
            }
            columns[i] = ((RowValue) condition.terms().get(i)).column();
        }
        return columns;
    }

    /** Computes for the rows of a batch what they decide alone, to be asked for by {@link #known} and {@link #fulfilled}. */
    void begin(Batch batch) {
        if (batch.rows() > selection.length) {
            selection = new int[batch.rows()];
            fulfilled = new long[batch.rows()];
        }
        known = 0;
        Arrays.fill(fulfilled, 0, batch.rows(), 0);
        for (int variable = 0; variable < conditions.size(); variable++) {
            Compiled condition = conditions.get(variable);
            int[] columns = condition == null ? null : condition.inputColumns;
            if (condition != null && columns != null) {
                begin(batch, variable, condition, columns);
            }
        }
    }

    private void begin(Batch batch, int variable, Compiled condition, int[] columns) {
        Column[] own = new Column[columns.length];
        for (int i = 0; i < columns.length; i++) {
            own[i] = batch.column(columns[i]);
        }
        int count;
        try {
            count = condition.filter.filter(batch.with(condition.schema, own), selection);
        } catch (EvaluationException failure) {
            // It fails where it is asked for, which it may never be for this row.
            return;
        }
        known |= 1L << variable;
        for (int i = 0, next = 0; next < count; i++) {
            if (batch.index(i) == selection[next]) {
                fulfilled[i] |= 1L << variable;
                next++;
            }
        }
    }

    /** Variables for which rows of the batch decide alone, a bit each. */
    long known() {
        return known;
    }

    /** Those of them that row {@code i} can be taken for. */
    long fulfilled(int i) {
        return fulfilled[i];
    }

    /** Takes a row and the partial matches that it may come behind, which are asked for by their places from now on. */
    void beginRow(int newRow, List<PartialMatch> newMatches) {
        row = newRow;
        matches = newMatches;
        computed = 0;
        if (taken.length < matches.size()) {
            taken = new long[matches.size() * 2];
        }
        Arrays.fill(taken, 0, matches.size(), 0);
    }

    /**
     * Whether a variable can take the row behind those of the partial match at a place. NULL is not TRUE.
     *
     * @throws EvaluationException if that cannot be computed
     */
    boolean holds(int variable, int place) {
        Compiled condition = conditions.get(variable);
        if (condition == null) {
            return true;
        }
        if (rows.isKnown(row, variable)) {
            return rows.isFulfilled(row, variable);
        }
        if (!mayAsk(variable, place)) {
            throw new IllegalStateException("variable " + variable + " is asked for in a state that does not know it");
        }
        if ((computed >>> variable & 1) == 0) {
            try {
                compute(condition, variable);
            } catch (EvaluationException failure) {
                // It may be for a match that does not ask for it after all.
                condition.terms.discard();
                return alone(condition, variable, place);
            }
            computed |= 1L << variable;
        }
        return (taken[place] >>> variable & 1) != 0;
    }

    private boolean mayAsk(int variable, int place) {
        return (automaton.asks(matches.get(place).state()) >>> variable & 1) != 0;
    }

    private boolean alone(Compiled condition, int variable, int place) {
        try {
            return compute(condition, variable, new int[] {place}, 1) == 1;
        } catch (EvaluationException failure) {
            condition.terms.discard();
            throw failure;
        }
    }

    /** Computes a condition for all partial matches that may ask for it. */
    private void compute(Compiled condition, int variable) {
        int count = 0;
        for (int place = 0; place < matches.size(); place++) {
            if (mayAsk(variable, place)) {
                places[count++] = place;
            }
            if (count == TOGETHER || place == matches.size() - 1 && count > 0) {
                compute(condition, variable, places, count);
                count = 0;
            }
        }
    }

    /** @return for how many of the places it holds */
    private int compute(Compiled condition, int variable, int[] asked, int count) {
        for (int i = 0; i < count; i++) {
            condition.terms.append(matches.get(asked[i]).last(), row, variable, rows.time(row));
        }
        Batch batch = condition.terms.build();
        int holding = condition.filter.filter(batch, selection);
        for (int i = 0, next = 0; next < holding; i++) {
            if (batch.index(i) == selection[next]) {
                taken[asked[i]] |= 1L << variable;
                next++;
            }
        }
        return holding;
    }
}
