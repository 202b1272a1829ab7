package dev.tailrace.flink;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.Row;
import dev.tailrace.language.EvaluationException;
import dev.tailrace.language.Expression;
import dev.tailrace.language.Language;
import dev.tailrace.language.ProbeTable;
import dev.tailrace.language.Projection;
import dev.tailrace.language.RandomExpressions;
import dev.tailrace.language.RandomExpressions.Grown;
import dev.tailrace.language.RandomTable;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Random expressions over random rows, computed here and by Flink, row by row: the same value, or a failure on both
 * sides. In the project's folder:
 *
 * <pre>{@code
 * docs/measure/java dev.tailrace.flink.RandomAgreement SEED EXPRESSIONS [ROWS]
 * }</pre>
 */
final class RandomAgreement {
    private static final int ROWS = 400;
    private static final int AT_ONCE = 200;

    private final FlinkOracle oracle;
    private final List<Row> rows;
    private final Batch batch;
    private long failingRows;

    RandomAgreement(FlinkCluster cluster, long seed, int rowCount) {
        rows = RandomTable.rows(seed, rowCount);
        batch = BatchBuilder.batchOf(RandomTable.SCHEMA, rows);
        oracle = new FlinkOracle(
                cluster,
                RandomTable.SCHEMA,
                rows,
                RandomExpressions.ENVIRONMENT.zone().getId());
    }

    public static void main(String[] arguments) {
        int exit = 2;
        try {
            exit = run(
                    Long.parseLong(arguments[0]),
                    Integer.parseInt(arguments[1]),
                    arguments.length > 2 ? Integer.parseInt(arguments[2]) : ROWS,
                    System.out);
        } catch (Exception failure) {
            failure.printStackTrace();
        }
        System.exit(exit);
    }

    private static int run(long seed, int count, int rowCount, PrintStream out) throws Exception {
        int differences = 0;
        try (FlinkCluster cluster = new FlinkCluster()) {
            RandomAgreement agreement = new RandomAgreement(cluster, seed, rowCount);
            RandomExpressions expressions = new RandomExpressions(seed);
            for (int done = 0; done < count; done += AT_ONCE) {
                List<String> found = agreement.differences(expressions.grow(Math.min(AT_ONCE, count - done)));
                found.forEach(out::println);
                differences += found.size();
            }
            out.printf(
                    "seed %d: %d expressions over %d rows, %d values that failed alike, %d differences%n",
                    seed, count, rowCount, agreement.failingRows, differences);
        }
        return differences == 0 ? 0 : 1;
    }

    /** What differs, a line each; of an expression whose parts differ already only those. */
    List<String> differences(List<Grown> expressions) throws ExecutionException, InterruptedException {
        Map<String, Grown> suspects = new LinkedHashMap<>();
        compare(expressions).keySet().forEach(one -> one.all().forEach(part -> suspects.put(part.text(), part)));
        Map<Grown, String> found = compare(List.copyOf(suspects.values()));
        List<String> smallest = new ArrayList<>();
        found.forEach((one, difference) -> {
            if (one.all().stream().noneMatch(part -> part != one && found.containsKey(part))) {
                smallest.add(difference);
            }
        });
        return smallest;
    }

    private Map<Grown, String> compare(List<Grown> expressions) throws ExecutionException, InterruptedException {
        Map<Grown, String> differences = new LinkedHashMap<>();
        List<FlinkOracle.Answer> answers = oracle.ask(
                expressions.stream().map(one -> one.expression().sql()).toList());
        for (int i = 0; i < answers.size(); i++) {
            String difference = difference(expressions.get(i).expression(), answers.get(i));
            if (difference != null) {
                differences.put(expressions.get(i), difference);
            }
        }
        return differences;
    }

    private @Nullable String difference(Expression expression, FlinkOracle.Answer answer) {
        String where = expression.text() + "  [" + expression.type() + "] ";
        if (answer.refusal() != null) {
            return where + "is refused by Flink: " + answer.refusal();
        }
        List<String> ours = values(expression);
        Map<String, Integer> counted = new HashMap<>();
        String first = null;
        for (int row = 0; row < ours.size(); row++) {
            Object theirs = answer.results().get(row);
            String text = theirs instanceof Failed ? "ERR" : ProbeTable.text(asBytes(FlinkValues.ours(theirs)));
            if (text.equals(ours.get(row))) {
                failingRows += text.equals("ERR") ? 1 : 0;
                continue;
            }
            counted.merge("rows", 1, Integer::sum);
            if (first == null) {
                first = ours.get(row) + " here, " + (theirs instanceof Failed failed ? failed.message() : text)
                        + " on Flink, where " + read(expression, row);
            }
        }
        return first == null ? null : where + first + " (" + counted.get("rows") + " rows)";
    }

    /** A text as Flink writes it: half a surrogate pair is itself only as long as it is a Java object. */
    private static @Nullable Object asBytes(@Nullable Object value) {
        return value instanceof String text
                ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                : value;
    }

    /** The values of the columns that the expression reads. */
    private String read(Expression expression, int row) {
        return expression.columns().stream()
                .mapToObj(column -> RandomTable.SCHEMA.field(column).name() + " = "
                        + ProbeTable.text(rows.get(row).get(column)))
                .collect(Collectors.joining(", "));
    }

    /** For each row the value or ERR. */
    private List<String> values(Expression expression) {
        Projection projection = Language.compileProjection(List.of(expression), RandomTable.SCHEMA);
        List<String> values = new ArrayList<>();
        try {
            Column column = projection.evaluate(batch)[0];
            for (int row = 0; row < rows.size(); row++) {
                values.add(ProbeTable.text(column.value(row)));
            }
        } catch (EvaluationException someRowFails) {
            values.clear();
            for (int row = 0; row < rows.size(); row++) {
                values.add(value(projection, row));
            }
        }
        return values;
    }

    private String value(Projection projection, int row) {
        try {
            return ProbeTable.text(
                    projection.evaluate(BatchBuilder.batchOf(RandomTable.SCHEMA, rows.subList(row, row + 1)))[0].value(
                            0));
        } catch (EvaluationException fails) {
            return "ERR";
        }
    }
}
