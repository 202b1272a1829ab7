package dev.tailrace.flink;

import dev.tailrace.data.Row;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.RuntimeConverter;
import org.apache.flink.table.connector.sink.DataStreamSinkProvider;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * Tables in memory. A source holds its rows in the option {@code rows}; a sink adds what it is given to an accumulator
 * under the table's full name, as {@link Serializable} arrays of the row kind's short text and the values.
 */
public final class FlinkRowsConnector implements DynamicTableSourceFactory, DynamicTableSinkFactory {
    static final String ID = "tailrace-rows";

    private static final ConfigOption<String> ROWS =
            ConfigOptions.key("rows").stringType().defaultValue("");

    /** The rows' values, in the order of the columns, as the text of the option {@code rows}. */
    static String toText(List<Row> rows) {
        ArrayList<@Nullable Object[]> values = new ArrayList<>();
        rows.forEach(row -> values.add(
                row.values().stream().map(FlinkValues::theirs).toArray()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(values);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    @SuppressWarnings("unchecked")
    private static List<@Nullable Object[]> fromText(String text) {
        try (ObjectInputStream in = new ObjectInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            return (List<@Nullable Object[]>) in.readObject();
        } catch (IOException | ClassNotFoundException damaged) {
            throw new IllegalArgumentException("not rows", damaged);
        }
    }

    @Override
    public String factoryIdentifier() {
        return ID;
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of();
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of(ROWS);
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        FactoryUtil.TableFactoryHelper options = FactoryUtil.createTableFactoryHelper(this, context);
        options.validate();
        return new RowsTable(fromText(options.getOptions().get(ROWS)), context.getPhysicalRowDataType());
    }

    @Override
    public DynamicTableSink createDynamicTableSink(Context context) {
        return new CollectingTable(context.getObjectIdentifier().asSummaryString(), context.getPhysicalRowDataType());
    }

    /** The source. */
    private record RowsTable(List<@Nullable Object[]> rows, DataType type) implements ScanTableSource {
        @Override
        public ChangelogMode getChangelogMode() {
            return ChangelogMode.insertOnly();
        }

        @Override
        public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
            DataStructureConverter converter = context.createDataStructureConverter(type);
            converter.open(RuntimeConverter.Context.create(RowsTable.class.getClassLoader()));
            List<RowData> internal = new ArrayList<>();
            for (@Nullable Object[] row : rows) {
                internal.add((RowData) converter.toInternal(org.apache.flink.types.Row.of(row)));
            }
            return new DataStreamScanProvider() {
                @Override
                public DataStream<RowData> produceDataStream(
                        ProviderContext provider, StreamExecutionEnvironment environment) {
                    return environment
                            .fromData(internal, InternalTypeInfo.of((RowType) type.getLogicalType()))
                            .setParallelism(1);
                }

                @Override
                public boolean isBounded() {
                    return true;
                }
            };
        }

        @Override
        public DynamicTableSource copy() {
            return this;
        }

        @Override
        public String asSummaryString() {
            return ID;
        }
    }

    /** The sink. */
    private record CollectingTable(String name, DataType type) implements DynamicTableSink {
        @Override
        public ChangelogMode getChangelogMode(ChangelogMode requested) {
            return requested;
        }

        @Override
        public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
            Collect collect = new Collect(name, context.createDataStructureConverter(type));
            return new DataStreamSinkProvider() {
                @Override
                public DataStreamSink<?> consumeDataStream(ProviderContext provider, DataStream<RowData> stream) {
                    return stream.map(collect).setParallelism(1).sinkTo(new DiscardingSink<>());
                }
            };
        }

        @Override
        public DynamicTableSink copy() {
            return this;
        }

        @Override
        public String asSummaryString() {
            return ID;
        }
    }

    /** Name of the accumulator with a sink's rows after those of so many full ones: a single one must not grow for ever. */
    static String accumulator(String sink, int full) {
        return full == 0 ? sink : sink + "#" + full;
    }

    /** Adds rows to accumulators. */
    private static final class Collect extends RichMapFunction<RowData, Boolean> {
        private static final long serialVersionUID = 1L;
        private static final int ROWS_EACH = 20_000;

        private final String name;
        private final DynamicTableSink.DataStructureConverter converter;
        private ListAccumulator<@Nullable Object[]> rows = new ListAccumulator<>();
        private int count;

        Collect(String name, DynamicTableSink.DataStructureConverter converter) {
            this.name = name;
            this.converter = converter;
        }

        @Override
        public void open(OpenContext context) {
            converter.open(RuntimeConverter.Context.create(Collect.class.getClassLoader()));
            getRuntimeContext().addAccumulator(accumulator(name, 0), rows);
        }

        @Override
        public Boolean map(RowData data) {
            org.apache.flink.types.Row row = (org.apache.flink.types.Row) converter.toExternal(data);
            @Nullable Object[] values = new Object[row.getArity() + 1];
            values[0] = row.getKind().shortString();
            for (int i = 0; i < row.getArity(); i++) {
                values[i + 1] = row.getField(i);
            }
            if (count > 0 && count % ROWS_EACH == 0) {
                rows = new ListAccumulator<>();
                getRuntimeContext().addAccumulator(accumulator(name, count / ROWS_EACH), rows);
            }
            count++;
            rows.add(values);
            return true;
        }
    }
}
