package dev.tailrace.operators.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operators.shape.Mask.MaskedColumn;
import dev.tailrace.operators.shape.Mask.Method;
import dev.tailrace.operators.shape.Mask.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MaskTest {
    private static final Schema SCHEMA = Schema.of(Field.of("s", DataType.STRING), Field.of("n", DataType.INT));

    private static OperatorHarness<Settings> masking(@Nullable String salt, MaskedColumn... columns) {
        return OperatorHarness.of(new Mask(), new Settings(List.of(columns), salt))
                .input("in", new StreamType(SCHEMA, true, null))
                .inOrder();
    }

    private static MaskedColumn masked(String column, Method method, int characters) {
        return new MaskedColumn(column, method, characters, "hidden");
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void hashesAreSha256OfTheSaltAndTheText() throws NoSuchAlgorithmException {
        var result = masking("it's salty", masked("s", Method.HASH, 0), masked("n", Method.HASH, 0))
                .rows(Row.of("ü", -7), Row.of(null, null))
                .run();
        assertEquals(
                List.of(Row.of(sha256("it's saltyü"), sha256("it's salty-7")), Row.of(null, null)), result.rows());
        // The known hash of an empty text.
        assertEquals(
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                masking(null, masked("s", Method.HASH, 0)).rows(Row.of("", 1)).run().rows().get(0).get(0));
    }

    @ParameterizedTest
    @CsvSource({
        "KEEP_LAST, 4, 4111111111111234, ************1234",
        "KEEP_LAST, 4, 1234, ****",
        "KEEP_LAST, 4, 12, **",
        "KEEP_LAST, 0, abc, ***",
        "KEEP_FIRST, 2, jörg, jö**",
        "KEEP_FIRST, 5, jörg, ****",
        "TRUNCATE, 3, Straße, Str",
        "TRUNCATE, 3, ab, ab",
        "CONSTANT, 3, ab, hidden"
    })
    void textsAreHiddenInPart(Method method, int characters, String text, String expected) {
        var result = masking(null, masked("s", method, characters))
                .rows(Row.of(text, 1))
                .run();
        assertEquals(List.of(Row.of(expected, 1)), result.rows());
    }

    @Test
    void numbersBecomeTextsAndKindsStay() {
        var result = masking(null, masked("n", Method.KEEP_LAST, 2))
                .rows(
                        Row.of("a", 12345),
                        new Row(RowKind.DELETE, Row.of("a", 12345).values()))
                .run();
        assertEquals(
                List.of(Row.of("a", "***45"), new Row(RowKind.DELETE, Row.of("a", "***45").values())), result.rows());
        assertEquals(
                Field.of("n", DataType.STRING),
                result.output().ports().get("out").schema().field("n"));
    }

    @Test
    void nullStaysNullUnlessAConstantOrEverythingIsCleared() {
        for (Method method : Method.values()) {
            @Nullable String expected = method == Method.CONSTANT ? "hidden" : null;
            var result = masking("x", masked("s", method, 3)).rows(Row.of(null, 1)).run();
            assertEquals(List.of(Row.of(expected, 1)), result.rows(), method.name());
        }
        assertEquals(
                List.of(Row.of("a", null)),
                masking(null, masked("n", Method.CLEAR, 0)).rows(Row.of("a", 1)).run().rows());
    }

    @Test
    void aMaskedEventTimeIsOneNoMore() {
        var result = OperatorHarness.of(new Mask(), new Settings(List.of(masked("t", Method.TRUNCATE, 4)), null))
                .input("in", StreamType.rows(Schema.of(Field.of("t", DataType.TIMESTAMP))).withEventTime("t"))
                .rows(Row.of(LocalDateTime.of(2024, 5, 1, 12, 0)))
                .run();
        assertEquals(List.of(Row.of("2024")), result.rows());
        assertNull(result.output().ports().get("out").eventTime());
    }

    @Test
    void columnsMustBeThereOnceAndHashesShouldHaveASalt() {
        List<Problem> problems = masking(
                        null, masked("s", Method.HASH, 0), masked("s", Method.CLEAR, 0), masked("x", Method.CLEAR, 0))
                .problems();
        assertEquals(
                List.of("operators.mask.no-salt", "operators.column-twice", "operators.unknown-column-near"),
                problems.stream().map(Problem::code).toList());
        assertEquals("operators.mask.no-columns", masking(null).problems().get(0).code());
    }
}
