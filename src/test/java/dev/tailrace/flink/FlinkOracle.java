package dev.tailrace.flink;

import static dev.tailrace.operator.flink.FlinkScript.quote;

import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.operators.CodeGenOperatorFactory;
import org.apache.flink.table.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Asks Flink what expressions give for given rows. Flink's planner turns each expression, as the only item of a query
 * over a table, into a generated operator; all these operators run side by side in one job, each row by row, so that a
 * row that fails is an answer like another, and neither ends the job nor hides what the next row gives.
 */
final class FlinkOracle {
    private static final int EXPRESSIONS_PER_JOB = 100;

    private final FlinkCluster cluster;
    private final Schema schema;
    private final List<Row> rows;
    private final String zone;

    /** @param zone of the session */
    FlinkOracle(FlinkCluster cluster, Schema schema, List<Row> rows, String zone) {
        this.cluster = cluster;
        this.schema = schema;
        this.rows = List.copyOf(rows);
        this.zone = zone;
    }

    /**
     * What one expression gives.
     *
     * @param type as Flink derives it, {@code ?} if it does not
     * @param refusal why Flink does not run it at all, or null
     * @param results for each row the value, null, or a {@link Failed}
     */
    record Answer(String expression, String type, @Nullable String refusal, List<@Nullable Object> results) {}

    /** Answers in the order of the expressions. */
    List<Answer> ask(List<String> expressions) throws ExecutionException, InterruptedException {
        List<Answer> answers = new ArrayList<>();
        for (int from = 0; from < expressions.size(); from += EXPRESSIONS_PER_JOB) {
            answers.addAll(
                    askTogether(expressions.subList(from, Math.min(expressions.size(), from + EXPRESSIONS_PER_JOB))));
        }
        return answers;
    }

    private List<Answer> askTogether(List<String> expressions) throws ExecutionException, InterruptedException {
        StreamTableEnvironment tables = planner();
        Map<Integer, Answer> answers = new TreeMap<>();
        List<AskedExpressions.Question> questions = new ArrayList<>();
        Map<Integer, String> asked = new TreeMap<>();
        for (int i = 0; i < expressions.size(); i++) {
            String expression = expressions.get(i);
            String type = "?";
            try {
                Table table = tables.sqlQuery("SELECT " + expression + " AS x FROM asked");
                DataType dataType =
                        table.getResolvedSchema().getColumnDataTypes().get(0);
                type = dataType.getLogicalType().asSummaryString();
                questions.add(new AskedExpressions.Question(factory(generated(tables, table)), dataType));
                asked.put(i, type);
            } catch (RuntimeException | LinkageError | AssertionError refused) {
                answers.put(i, new Answer(expression, type, Failed.of(refused).message(), List.of()));
            }
        }
        if (!questions.isEmpty()) {
            List<@Nullable Object[]> results = run(source(tables), questions);
            int question = 0;
            for (Map.Entry<Integer, String> entry : asked.entrySet()) {
                int column = question++;
                List<@Nullable Object> values = new ArrayList<>();
                results.forEach(row -> values.add(row[column]));
                answers.put(
                        entry.getKey(), new Answer(expressions.get(entry.getKey()), entry.getValue(), null, values));
            }
        }
        return List.copyOf(answers.values());
    }

    private StreamTableEnvironment planner() {
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(new Configuration());
        environment.setParallelism(1);
        StreamTableEnvironment tables = StreamTableEnvironment.create(
                environment, EnvironmentSettings.newInstance().inStreamingMode().build());
        tables.getConfig().set("table.local-time-zone", zone);
        // For planning one row will do: the table is made anew for each expression.
        createTable(tables, "asked", rows.subList(0, 1));
        createTable(tables, "answering", rows);
        return tables;
    }

    private void createTable(StreamTableEnvironment tables, String name, List<Row> content) {
        String columns = schema.fields().stream()
                .map(field -> quote(field.name()) + " " + field.typeText())
                .collect(Collectors.joining(", "));
        tables.executeSql("CREATE TABLE " + name + " (" + columns + ") WITH ('connector' = '" + FlinkRowsConnector.ID
                + "', 'rows' = '" + FlinkRowsConnector.toText(content) + "')");
    }

    /** What gives all rows to a job. */
    private static Transformation<?> source(StreamTableEnvironment tables) {
        return generated(tables, tables.sqlQuery("SELECT 1 AS x FROM answering"))
                .getInputs()
                .get(0);
    }

    /** The operator that computes the expression; what stands after it only converts the result for its reader. */
    private static OneInputTransformation<?, ?> generated(StreamTableEnvironment tables, Table table) {
        Transformation<?> here = tables.toDataStream(table).getTransformation();
        while (true) {
            if (here instanceof OneInputTransformation<?, ?> one
                    && one.getOperatorFactory() instanceof CodeGenOperatorFactory<?>) {
                return one;
            }
            if (here.getInputs().size() != 1) {
                throw new IllegalArgumentException("not computed row by row");
            }
            here = here.getInputs().get(0);
        }
    }

    @SuppressWarnings("unchecked")
    private static CodeGenOperatorFactory<RowData> factory(OneInputTransformation<?, ?> operator) {
        return (CodeGenOperatorFactory<RowData>) operator.getOperatorFactory();
    }

    @SuppressWarnings("unchecked")
    private List<@Nullable Object[]> run(Transformation<?> source, List<AskedExpressions.Question> questions)
            throws ExecutionException, InterruptedException {
        StreamExecutionEnvironment environment = cluster.environment();
        environment.setParallelism(1);
        new DataStream<>(environment, (Transformation<RowData>) source)
                .transform("ask", BasicTypeInfo.BOOLEAN_TYPE_INFO, new AskedExpressions(questions))
                .sinkTo(new DiscardingSink<>());
        return cluster.execute(environment).getAccumulatorResult(AskedExpressions.ANSWERS);
    }
}
