package dev.tailrace.designer.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.NoValue;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Environment;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ConditionFilterTest {
    private static final Schema COLUMNS = Schema.of(
            Field.required("mag", DataType.DOUBLE), Field.of("n", DataType.INT), Field.of("s", DataType.STRING));
    private static final Row STRONG = Row.of(4.6, 2, "Kuril");
    private static final Row WEAK = Row.of(1.2, 0, "Nevada");
    private static final Row UNKNOWN = Row.of(null, 5, null);
    private static final Row UNREAD = Row.of(NoValue.Unread.UNREAD, 1, "Fiji");
    private static final List<Row> ALL = List.of(STRONG, WEAK, UNKNOWN, UNREAD);

    @Test
    void rowsThatFulfilTheConditionStayInTheirOrder() {
        assertEquals(List.of(STRONG, WEAK), keep("mag > 1").rows());
        assertEquals(List.of(STRONG), keep("s LIKE 'K%'").rows());
    }

    @Test
    void aValueThatWasNotReadCountsAsNullWhateverItsTypeSays() {
        assertEquals(List.of(UNKNOWN, UNREAD), keep("mag IS NULL").rows());
    }

    @Test
    void rowsForWhichItCannotBeComputedAreLeftOutAndCounted() {
        ConditionFilter.Kept kept = keep("10 / n >= 5");
        assertEquals(List.of(STRONG, UNREAD), kept.rows());
        assertEquals(1, kept.failed());
    }

    @Test
    void aColumnThatIsNotThereIsAProblemWithItsPlace() {
        ConditionFilter.Outcome outcome = ConditionFilter.compile("magg > 1", COLUMNS, Environment.UTC);
        assertNull(outcome.filter());
        Problem.Span span = Objects.requireNonNull(outcome.problems().get(0).span());
        assertEquals(0, span.startOffset("magg > 1"));
        assertEquals(4, span.endOffset("magg > 1"));
    }

    @Test
    void whatIsNoConditionIsAProblem() {
        ConditionFilter.Outcome outcome = ConditionFilter.compile("mag + 1", COLUMNS, Environment.UTC);
        assertNull(outcome.filter());
        assertEquals(List.of("designer.rows.not-a-condition"), codes(outcome));
    }

    @Test
    void ofNoRowsNoneStay() {
        assertTrue(Objects.requireNonNull(ConditionFilter.compile("mag > 1", COLUMNS, Environment.UTC)
                        .filter())
                .keep(List.of())
                .rows()
                .isEmpty());
    }

    private static List<String> codes(ConditionFilter.Outcome outcome) {
        return outcome.problems().stream().map(Problem::code).toList();
    }

    private static ConditionFilter.Kept keep(String condition) {
        ConditionFilter.Outcome outcome = ConditionFilter.compile(condition, COLUMNS, Environment.UTC);
        return Objects.requireNonNull(outcome.filter(), outcome.problems().toString())
                .keep(ALL);
    }
}
