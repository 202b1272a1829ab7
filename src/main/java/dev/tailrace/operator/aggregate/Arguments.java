package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.language.ColumnRoom;
import dev.tailrace.language.Expression;
import dev.tailrace.language.Language;
import dev.tailrace.language.Projection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the aggregates of a node read, computed together and once where they read the same. Single-threaded. */
final class Arguments {
    static final int NONE = -1;
    private static final Column[] NO_COLUMNS = {};

    private final Schema input;
    private final List<Expression> expressions = new ArrayList<>();
    private final List<Field> fields = new ArrayList<>();
    private final ColumnRoom room = new ColumnRoom();
    private @Nullable Projection projection;
    private Column[] columns = NO_COLUMNS;

    Arguments(Schema input) {
        this.input = input;
    }

    /**
     * The place of what an expression gives among the columns; all are asked for before the first batch.
     *
     * @param name of its column, unless it is computed for another one too
     * @return {@link #NONE} without an expression
     */
    int place(@Nullable Expression expression, String name) {
        if (expression == null) {
            return NONE;
        }
        for (int i = 0; i < expressions.size(); i++) {
            if (expression.deterministic() && expressions.get(i).sql().equals(expression.sql())) {
                return i;
            }
        }
        expressions.add(expression);
        fields.add(expression.as(name));
        return expressions.size() - 1;
    }

    /** All expressions have a place. */
    void compile() {
        projection = expressions.isEmpty() ? null : Language.compileProjection(expressions, input);
    }

    /** @throws dev.tailrace.language.EvaluationException at the first row that cannot be computed */
    void evaluate(Batch batch) {
        columns = projection == null ? NO_COLUMNS : projection.evaluate(batch, room);
    }

    /** Takes columns that were computed before. */
    void use(Column[] evaluated) {
        columns = evaluated;
    }

    List<Field> fields() {
        return List.copyOf(fields);
    }

    /** What was computed last, in the order of {@link #fields}; until it is computed again. */
    Column[] columns() {
        return columns;
    }

    /** Null at {@link #NONE}. */
    @Nullable
    Column at(int place) {
        return place == NONE ? null : columns[place];
    }
}
