package dev.tailrace.flink;

import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.flink.FlinkSql.Statement;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.StatementSet;
import org.apache.flink.table.api.TableEnvironment;
import org.codehaus.commons.compiler.CompilerFactoryFactory;
import org.jspecify.annotations.Nullable;

/** A Flink cluster in this process, which runs scripts and gives back what their sinks were given. */
final class FlinkCluster implements AutoCloseable {
    private static final String CATALOG = "default_catalog";

    private final MiniCluster cluster;
    private final Configuration client;

    FlinkCluster() throws Exception {
        // Flink's planner sees our newer Janino but not the file that names its factory; the factory, once found,
        // stays.
        CompilerFactoryFactory.getDefaultCompilerFactory(FlinkCluster.class.getClassLoader());
        Configuration configuration = new Configuration();
        configuration.setString("rest.bind-port", "0");
        configuration.setString("rest.address", "localhost");
        // Results travel in accumulators, inside messages.
        configuration.setString("pekko.framesize", "104857600b");
        configuration.setString("taskmanager.memory.network.min", "256mb");
        configuration.setString("taskmanager.memory.network.max", "256mb");
        configuration.setString("taskmanager.memory.managed.size", "1gb");
        cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .build());
        cluster.start();
        URI rest = cluster.getRestAddress().get();
        client = new Configuration(configuration);
        client.setString("execution.target", "remote");
        client.setString("rest.address", rest.getHost());
        client.setString("rest.port", Integer.toString(rest.getPort()));
    }

    /**
     * What the sinks of one script were given.
     *
     * @param rows by sink
     * @param types of the columns of each sink's query, as Flink derives them, by sink
     * @param failure null if the job has finished
     */
    record Outcome(Map<String, List<Row>> rows, Map<String, List<String>> types, @Nullable Throwable failure) {}

    /**
     * Runs scripts with the same settings as one job and waits for its end.
     *
     * @return by the scripts' keys; if one fails, all fail
     */
    Map<String, Outcome> run(Map<String, FlinkSql> scripts) {
        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.newInstance()
                .inStreamingMode()
                .withConfiguration(client)
                .build());
        StatementSet set = tables.createStatementSet();
        Map<String, Map<String, List<String>>> types = new LinkedHashMap<>();
        Throwable failure = null;
        JobExecutionResult result = null;
        try {
            int number = 0;
            for (Map.Entry<String, FlinkSql> entry : scripts.entrySet()) {
                FlinkSql sql = entry.getValue();
                String database = "c" + number++;
                tables.executeSql("CREATE DATABASE " + database);
                tables.useDatabase(database);
                sql.settings().forEach((key, value) -> tables.getConfig().set(key, value));
                sql.definitions().forEach(statement -> tables.executeSql(statement.sql()));
                Map<String, List<String>> sinkTypes = new HashMap<>();
                for (Statement insert : sql.inserts()) {
                    sinkTypes.put(sinkOf(insert), typesOf(tables, insert));
                    set.addInsertSql(insert.sql());
                }
                types.put(entry.getKey(), sinkTypes);
            }
            tables.getConfig().set("pipeline.name", "agreement");
            JobClient job = set.execute().getJobClient().orElseThrow();
            result = job.getJobExecutionResult().get(120, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            failure = failed.getCause();
        } catch (TimeoutException | RuntimeException failed) {
            failure = failed;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            failure = interrupted;
        }
        return outcomes(scripts, types, result, failure);
    }

    /** Why Flink does not plan a script, or null if it does. */
    @Nullable
    Throwable refusal(FlinkSql sql) {
        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.newInstance()
                .inStreamingMode()
                .withConfiguration(client)
                .build());
        try {
            sql.settings().forEach((key, value) -> tables.getConfig().set(key, value));
            sql.definitions().forEach(statement -> tables.executeSql(statement.sql()));
            sql.inserts().forEach(statement -> tables.explainSql(statement.sql()));
            return null;
        } catch (RuntimeException | AssertionError refused) {
            return refused;
        }
    }

    /** For a job that is given to {@link #execute}. */
    StreamExecutionEnvironment environment() {
        return new StreamExecutionEnvironment(client);
    }

    /** Runs a job to its end. */
    JobExecutionResult execute(StreamExecutionEnvironment environment) throws ExecutionException, InterruptedException {
        try {
            return environment.executeAsync("asked").getJobExecutionResult().get(120, TimeUnit.SECONDS);
        } catch (ExecutionException | InterruptedException | RuntimeException known) {
            throw known;
        } catch (Exception failed) {
            throw new ExecutionException(failed);
        }
    }

    private static Map<String, Outcome> outcomes(
            Map<String, FlinkSql> scripts,
            Map<String, Map<String, List<String>>> types,
            @Nullable JobExecutionResult result,
            @Nullable Throwable failure) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        int number = 0;
        for (Map.Entry<String, FlinkSql> entry : scripts.entrySet()) {
            String database = "c" + number++;
            Map<String, List<Row>> rows = new HashMap<>();
            for (Statement insert : entry.getValue().inserts()) {
                String sink = sinkOf(insert);
                rows.put(sink, result == null ? List.of() : rows(result, CATALOG + "." + database + "." + sink));
            }
            outcomes.put(entry.getKey(), new Outcome(rows, types.getOrDefault(entry.getKey(), Map.of()), failure));
        }
        return outcomes;
    }

    private static List<Row> rows(JobExecutionResult result, String sink) {
        List<Row> rows = new ArrayList<>();
        for (int full = 0; ; full++) {
            List<@Nullable Object[]> values = result.getAccumulatorResult(FlinkRowsConnector.accumulator(sink, full));
            if (values == null) {
                return rows;
            }
            values.forEach(row -> rows.add(row(row)));
        }
    }

    /** The quoted name after INSERT INTO. */
    private static String sinkOf(Statement insert) {
        return insert.sql().split("`", 3)[1];
    }

    private static List<String> typesOf(TableEnvironment tables, Statement insert) {
        String query = insert.sql().substring(insert.sql().indexOf('\n') + 1);
        return new ArrayList<>(tables.sqlQuery(query).getResolvedSchema().getColumnDataTypes().stream()
                .map(type -> type.getLogicalType().copy(true).asSummaryString())
                .toList());
    }

    private static Row row(@Nullable Object[] values) {
        RowKind kind = Arrays.stream(RowKind.values())
                .filter(one -> one.shortText().equals(values[0]))
                .findFirst()
                .orElseThrow();
        return new Row(
                kind, Arrays.stream(values).skip(1).map(FlinkValues::ours).toList());
    }

    /** Waits no longer than a job that computes without end would make it. */
    @Override
    public void close() throws Exception {
        cluster.closeAsync().get(30, TimeUnit.SECONDS);
    }
}
