package dev.tailrace.operators.shape;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.Field;
import dev.tailrace.data.Lease;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.language.ColumnRoom;
import dev.tailrace.language.Expression;
import dev.tailrace.language.Language;
import dev.tailrace.language.Projection;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.WindowColumns;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an output that are computed from those of the input, or passed on.
 *
 * @param columns in the order of the output
 */
record ComputedColumns(List<Result> columns) {
    /**
     * One column of the output.
     *
     * @param input position in the input of a column that is passed on, or -1
     * @param expression null if the column is passed on by name
     */
    record Result(Field field, int input, @Nullable Expression expression) {
        static Result of(String name, Expression expression) {
            String passedOn = expression.passesOn();
            int input = passedOn == null ? -1 : expression.input().indexOf(passedOn);
            return new Result(expression.as(name), input, expression);
        }

        static Result passing(Field field, int input) {
            return new Result(field, input, null);
        }

        private FlinkNode.Computed cast() {
            return new FlinkNode.Computed(field, "CAST(" + computed().sql() + " AS " + field.type() + ")");
        }

        private FlinkNode.Computed computed() {
            return new FlinkNode.Computed(
                    field, expression == null ? FlinkScript.quote(field.name()) : expression.sql());
        }
    }

    ComputedColumns {
        columns = List.copyOf(columns);
    }

    Schema schema() {
        return new Schema(columns.stream().map(Result::field).toList());
    }

    /**
     * The stream that leaves: event time and windows stay known as far as the columns that say them leave unchanged, be
     * it under other names.
     */
    StreamType stream(StreamType input) {
        WindowColumns windows = input.windows();
        String start = windows == null ? null : passed(input.schema(), windows.start());
        String end = windows == null ? null : passed(input.schema(), windows.end());
        return new StreamType(
                schema(),
                input.changes(),
                passed(input.schema(), input.eventTime()),
                windows == null || start == null || end == null ? null : windows.renamed(start, end));
    }

    /** The name under which a column of the input leaves, or null if it does not leave unchanged. */
    private @Nullable String passed(Schema input, @Nullable String name) {
        int index = name == null ? -1 : input.indexOf(name);
        String renamed = null;
        for (Result column : columns) {
            if (column.input == index
                    && index >= 0
                    && (renamed == null || column.field.name().equals(name))) {
                renamed = column.field.name();
            }
        }
        return renamed;
    }

    /** The input columns that the demanded output columns and the error port need. */
    BitSet demand(Schema input, Map<String, BitSet> demanded) {
        BitSet needed = demanded.getOrDefault("error", new BitSet()).get(0, input.size());
        BitSet wanted = demanded.getOrDefault("out", new BitSet());
        for (int i = wanted.nextSetBit(0); i >= 0; i = wanted.nextSetBit(i + 1)) {
            Result column = columns.get(i);
            if (column.input >= 0) {
                needed.set(column.input);
            } else if (column.expression != null) {
                needed.or(column.expression.columns());
            }
        }
        return needed;
    }

    /** The same in SQL. Of event time only one column is left: Flink takes each copy for a further one. */
    FlinkNode flink(StreamType input, ErrorPolicy policy) {
        Problem refusal = policy.flinkRefusal(columns.stream()
                .map(Result::expression)
                .filter(Objects::nonNull)
                .toList());
        if (refusal != null) {
            return new FlinkNode.Refused(refusal, "onError");
        }
        int time = input.eventTime() == null ? -1 : input.schema().indexOf(input.eventTime());
        String leaving = passed(input.schema(), input.eventTime());
        return FlinkNode.RowByRow.select(columns.stream()
                .map(column -> time >= 0
                                && column.input == time
                                && !column.field.name().equals(leaving)
                        ? column.cast()
                        : column.computed())
                .toList());
    }

    /** @param errorPort index of the error port; the results leave by output 0 */
    Processor processor(Setup<?> setup, ErrorPolicy policy, int errorPort) {
        return new Running(setup, policy, errorPort);
    }

    private final class Running implements Processor {
        private final Setup<?> setup;
        private final ErrorPolicy policy;
        private final int errorPort;
        private final Schema schema;
        private final BitSet demanded;
        /** Position of each output column among those computed, or -1. */
        private final int[] computedAt;

        /** Leaves its results in {@link #computed}; null if there is nothing to compute. */
        private final @Nullable Consumer<Batch> computation;

        private ComputableRows rows;
        private ColumnRoom room = new ColumnRoom();
        private Column[] computed = {};

        @SuppressWarnings("NullAway.Init")
        Running(Setup<?> setup, ErrorPolicy policy, int errorPort) {
            this.setup = setup;
            this.policy = policy;
            this.errorPort = errorPort;
            this.schema = setup.outputSchema("out");
            this.demanded = setup.demanded("out");
            this.computedAt = new int[columns.size()];
            List<Expression> expressions = new ArrayList<>();
            for (int i = 0; i < computedAt.length; i++) {
                Result column = columns.get(i);
                computedAt[i] = -1;
                if (demanded.get(i) && column.input < 0 && column.expression != null) {
                    computedAt[i] = expressions.size();
                    expressions.add(column.expression);
                }
            }
            computation = expressions.isEmpty()
                    ? null
                    : computation(Language.compileProjection(expressions, setup.inputSchema()));
        }

        private Consumer<Batch> computation(Projection projection) {
            return batch -> computed = projection.evaluate(batch, room);
        }

        @Override
        public void open(ProcessorContext context) {
            rows = ComputableRows.of(setup, policy, errorPort, context);
        }

        @Override
        public void process(int port, Batch batch, Outlet out) {
            Consumer<Batch> evaluation = computation;
            if (evaluation == null) {
                out.emit(0, result(batch));
                return;
            }
            Batch good = rows.evaluate(batch, evaluation, out);
            if (good.rows() == 0) {
                return;
            }
            Lease lease = new Lease(good.lease());
            out.emit(0, result(good).under(lease));
            if (!lease.release()) {
                room = new ColumnRoom(); // Somebody holds the batch beyond the call.
            }
        }

        private Batch result(Batch good) {
            @Nullable Column[] results = new Column[computedAt.length];
            for (int i = demanded.nextSetBit(0); i >= 0; i = demanded.nextSetBit(i + 1)) {
                results[i] = computedAt[i] >= 0 ? computed[computedAt[i]] : good.column(columns.get(i).input);
            }
            for (int i = 0; i < results.length; i++) {
                int input = columns.get(i).input;
                if (results[i] == null && input >= 0 && good.hasColumn(input)) {
                    // For people who look.
                    results[i] = good.column(input);
                }
            }
            return good.with(schema, results);
        }
    }
}
