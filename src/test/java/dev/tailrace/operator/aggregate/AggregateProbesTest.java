package dev.tailrace.operator.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.Shared;
import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Schema;
import dev.tailrace.language.ProbeRow;
import dev.tailrace.language.ProbeTable;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.aggregate.CheckedAggregates.Call;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The aggregates of the golden table, which Flink computed over two copies of {@link ProbeRow}. */
class AggregateProbesTest {
    private static final String NAMES = Stream.of(AggregateFunction.values())
            .map(AggregateFunction::name)
            .reduce((a, b) -> a + "|" + b)
            .orElseThrow();
    private static final Pattern CALL = Pattern.compile("(" + NAMES + ")\\((DISTINCT )?(.*)\\)");

    private record Nothing() {}

    @Test
    void everyAggregateOfTheGoldenTableGivesFlinksValue() throws IOException {
        List<String> wrong = new ArrayList<>();
        int agreed = 0;
        for (ProbeTable.Answer answer :
                ProbeTable.read(Shared.path("probes/flink-2.3.tsv")).answers()) {
            Matcher call = CALL.matcher(answer.expression());
            if (call.matches()) {
                String ours = computed(column(call));
                String theirs = answer.type() + " " + answer.result();
                if (ours.equals(theirs)) {
                    agreed++;
                } else {
                    wrong.add(answer.expression() + ": " + ours + " instead of " + theirs);
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
        assertTrue(agreed >= 37, "only " + agreed + " agree");
    }

    private static AggregateColumn column(Matcher call) {
        AggregateFunction function = AggregateFunction.valueOf(call.group(1).toUpperCase(Locale.ROOT));
        AggregateColumn column = call.group(3).equals("*")
                ? AggregateColumn.countOf("x")
                : AggregateColumn.of("x", function, call.group(3));
        return call.group(2) == null ? column : column.distinctly();
    }

    /** Type and value of one group of two equal rows. */
    private static String computed(AggregateColumn column) {
        Placement<Nothing> placement = new Placement<>(
                "node",
                new Nothing(),
                Map.of("in", List.of(StreamType.rows(ProbeRow.SCHEMA))),
                Set.of("out"),
                ProbeRow.ENVIRONMENT,
                Path.of(""));
        CheckedAggregates checked = CheckedAggregates.of(List.of(column), "aggregates", placement, new HashSet<>());
        if (!checked.problems().isEmpty()) {
            return checked.problems().get(0).code();
        }
        Call call = checked.calls().get(0);
        Aggregation aggregation = new Aggregation(checked.calls(), ProbeRow.SCHEMA);
        Batch rows = BatchBuilder.batchOf(ProbeRow.SCHEMA, List.of(ProbeRow.ROW, ProbeRow.ROW));
        aggregation.ensure(1);
        aggregation.clear(0);
        aggregation.evaluate(rows);
        aggregation.add(new int[] {0, 0}, new int[] {0, 1}, 2);
        BatchBuilder results = new BatchBuilder(Schema.of(call.field()));
        aggregation.result(0, results, new int[] {0});
        results.endRow();
        return call.field().typeText() + " "
                + ProbeTable.text(results.build().column(0).value(0));
    }
}
