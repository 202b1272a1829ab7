package dev.tailrace.flink;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.conversion.DataStructureConverter;
import org.apache.flink.table.data.conversion.DataStructureConverters;
import org.apache.flink.table.runtime.operators.CodeGenOperatorFactory;
import org.apache.flink.table.types.DataType;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * An operator of operators: each row goes to each of Flink's generated operators, and what they give or throw goes to
 * the accumulator {@link #ANSWERS}, an array a row.
 */
final class AskedExpressions extends AbstractStreamOperatorFactory<Boolean>
        implements OneInputStreamOperatorFactory<RowData, Boolean> {
    static final String ANSWERS = "answers";
    private static final long serialVersionUID = 1L;

    private final List<Question> questions;

    AskedExpressions(List<Question> questions) {
        this.questions = new ArrayList<>(questions);
    }

    /**
     * One expression.
     *
     * @param factory makes an operator that gives one row of one column for each row
     */
    record Question(CodeGenOperatorFactory<RowData> factory, DataType type) implements Serializable {}

    @Override
    @SuppressWarnings("unchecked")
    public <T extends StreamOperator<Boolean>> T createStreamOperator(StreamOperatorParameters<Boolean> parameters) {
        return (T) new Operator(parameters, questions);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return Operator.class;
    }

    /** Runs on the task's thread. */
    private static final class Operator extends AbstractStreamOperator<Boolean>
            implements OneInputStreamOperator<RowData, Boolean> {
        private final List<Asked> all = new ArrayList<>();
        private final ListAccumulator<@Nullable Object[]> answers = new ListAccumulator<>();

        Operator(StreamOperatorParameters<Boolean> parameters, List<Question> questions) {
            super(parameters);
            questions.forEach(question -> all.add(Asked.of(question, parameters)));
        }

        @Override
        public void open() throws Exception {
            super.open();
            getRuntimeContext().addAccumulator(ANSWERS, answers);
            all.forEach(Asked::open);
        }

        @Override
        public void processElement(StreamRecord<RowData> element) {
            @Nullable Object[] row = new Object[all.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = all.get(i).answer(element);
            }
            answers.add(row);
        }

        @Override
        public void close() throws Exception {
            for (Asked asked : all) {
                asked.close();
            }
            super.close();
        }
    }

    /** One expression's operator, or why there is none. */
    private static final class Asked {
        private final Captured captured;
        private final DataStructureConverter<Object, Object> converter;
        private final RowData.FieldGetter getter;
        private final boolean nullable;
        private @Nullable OneInputStreamOperator<RowData, RowData> operator;
        private @Nullable Failed failed;

        private Asked(Question question, Captured captured) {
            this.captured = captured;
            this.converter = DataStructureConverters.getConverter(question.type());
            this.getter = RowData.createFieldGetter(question.type().getLogicalType(), 0);
            this.nullable = question.type().getLogicalType().isNullable();
        }

        static Asked of(Question question, StreamOperatorParameters<Boolean> parameters) {
            Captured captured = new Captured();
            Asked asked = new Asked(question, captured);
            question.factory().setProcessingTimeService(parameters.getProcessingTimeService());
            try {
                asked.operator = question.factory()
                        .createStreamOperator(new StreamOperatorParameters<>(
                                parameters.getContainingTask(),
                                parameters.getStreamConfig(),
                                captured,
                                parameters::getProcessingTimeService,
                                parameters.getOperatorEventDispatcher(),
                                parameters.getMailboxExecutor()));
            } catch (RuntimeException | LinkageError doesNotCompile) {
                asked.failed = Failed.of(doesNotCompile);
            }
            return asked;
        }

        void open() {
            converter.open(AskedExpressions.class.getClassLoader());
            if (operator != null) {
                try {
                    operator.open();
                } catch (Exception | LinkageError doesNotOpen) {
                    failed = Failed.of(doesNotOpen);
                }
            }
        }

        @Nullable
        Object answer(StreamRecord<RowData> element) {
            if (operator == null || failed != null) {
                return failed;
            }
            captured.last = null;
            try {
                operator.processElement(element);
                if (captured.last == null) {
                    return new Failed("no row came out");
                }
                Object value = converter.toExternalOrNull(getter.getFieldOrNull(captured.last));
                if (value == null && !nullable) {
                    return new Failed("null, where the type is NOT NULL");
                }
                return value == null || value instanceof Serializable ? value : value.toString();
            } catch (Exception | LinkageError | StackOverflowError rowFails) {
                return Failed.of(rowFails);
            }
        }

        void close() throws Exception {
            if (operator != null) {
                operator.close();
            }
        }
    }

    /** Keeps the row that came last. */
    private static final class Captured implements Output<StreamRecord<RowData>> {
        private @Nullable RowData last;

        @Override
        public void collect(StreamRecord<RowData> row) {
            last = row.getValue();
        }

        @Override
        public <X> void collect(OutputTag<X> tag, StreamRecord<X> row) {
            throw new IllegalStateException("a side output " + tag);
        }

        @Override
        public void emitWatermark(Watermark mark) {}

        @Override
        public void emitWatermark(WatermarkEvent mark) {}

        @Override
        public void emitWatermarkStatus(WatermarkStatus status) {}

        @Override
        public void emitLatencyMarker(LatencyMarker marker) {}

        @Override
        public void emitRecordAttributes(RecordAttributes attributes) {}

        @Override
        public void close() {}
    }
}
