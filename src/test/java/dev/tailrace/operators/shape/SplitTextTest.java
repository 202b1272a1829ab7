package dev.tailrace.operators.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.StreamType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SplitTextTest {
    private static final Schema SCHEMA = Schema.of(Field.of("id", DataType.INT), Field.of("s", DataType.STRING));

    private static OperatorHarness<SplitText.Settings> splitting(
            String delimiter, boolean regex, String position, boolean keep) {
        return OperatorHarness.of(
                        new SplitText(), new SplitText.Settings("s", delimiter, regex, "part", position, keep))
                .input("in", new StreamType(SCHEMA, true, null))
                .inOrder();
    }

    @Test
    void everyPartIsARow() {
        var result = splitting(", ", false, "n", false)
                .rows(Row.of(1, "a, ü,b, "), Row.of(2, null), Row.of(3, ""), Row.of(4, "x"), Row.of(5, ", "))
                .run();
        assertEquals(
                List.of(
                        Row.of(1, "a", 1),
                        Row.of(1, "ü,b", 2),
                        Row.of(1, "", 3),
                        Row.of(4, "x", 1),
                        Row.of(5, "", 1),
                        Row.of(5, "", 2)),
                result.rows());
    }

    @Test
    void kindsAndTheTextStay() {
        var result = splitting(" ", false, null, true)
                .rows(new Row(RowKind.UPDATE_BEFORE, Row.of(1, "a b").values()))
                .run();
        assertEquals(
                List.of(
                        new Row(RowKind.UPDATE_BEFORE, Row.of(1, "a b", "a").values()),
                        new Row(RowKind.UPDATE_BEFORE, Row.of(1, "a b", "b").values())),
                result.rows());
    }

    @Test
    void aRegularExpressionDividesWhereItMatchesSomething() {
        var result = splitting("\\s*[;|]?\\s*", true, "n", false)
                .rows(Row.of(1, "é ; b|c  d"))
                .run();
        assertEquals(
                List.of(Row.of(1, "é", 1), Row.of(1, "b", 2), Row.of(1, "c", 3), Row.of(1, "d", 4)), result.rows());
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        assertEquals(
                "operators.split-text.no-delimiter",
                splitting("", false, null, true).problems().get(0).code());
        assertEquals(
                "operators.parse.pattern",
                splitting("[", true, null, true).problems().get(0).code());
        assertEquals(
                "operators.duplicate-name",
                splitting(",", false, "id", true).problems().get(0).code());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void agreesWithTheSplittingOfTheJavaPlatform(long seed) {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        List<Row> expected = new ArrayList<>();
        for (int id = 0; id < 1500; id++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append("ab--é漢".charAt(random.nextInt(6)));
            }
            rows.add(Row.of(id, text.toString()));
            if (text.length() > 0) {
                int number = 1;
                for (String part : text.toString().split("--", -1)) {
                    expected.add(Row.of(id, part, number++));
                }
            }
        }
        assertEquals(
                expected,
                splitting("--", false, "n", false).seed(seed).rows(rows).run().rows());
        assertEquals(
                expected,
                splitting("--", true, "n", false).seed(seed).rows(rows).run().rows());
    }
}
