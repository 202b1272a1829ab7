package dev.tailrace.data.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees of JSON as text, and back. */
class JsonTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1",
                "-0.0",
                "1.50",
                "1.0E-5",
                "0.000010",
                "1.0E10",
                "1.2345678901234567890",
                "0.0000000000000000000000000000000000000001",
                "1E+999999999",
                "1E-999999999",
                "2147483648",
                "12345678901234567890123",
                "{\"a b\":[1,{\"c\":null},[],\"\\u0001\\n\"],\"d\":{}}"
            })
    void whatIsReadAndWrittenAgainHasNotChanged(String text) {
        assertEquals(text, JsonText.of(Objects.requireNonNull(JsonReading.parse(text))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1 2", "{\"a\":1}}", "{\"a\"", "NaN", "'a'", "[1,]"})
    void whatIsNotOneValueIsNone(String text) {
        assertNull(JsonReading.parse(text));
    }

    @Test
    void linesAreIndentedAndEmptyThingsStayOnTheirs() {
        assertEquals(
                """
                {
                  "id": 1,
                  "tags": [
                    "a"
                  ],
                  "none": {}
                }""",
                JsonText.lines(Objects.requireNonNull(JsonReading.parse("{\"id\":1,\"tags\":[\"a\"],\"none\":{}}"))));
    }
}
