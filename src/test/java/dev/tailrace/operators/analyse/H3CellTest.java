package dev.tailrace.operators.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.OperatorHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H3CellTest {
    private static final Schema SCHEMA = Schema.of(Field.of("lng", DataType.DOUBLE), Field.of("lat", DataType.DOUBLE));

    private static @Nullable Long cell(int resolution, @Nullable Double longitude, @Nullable Double latitude) {
        var result = OperatorHarness.of(new H3Cell(), new H3Cell.Settings("lng", "lat", resolution, null))
                .input(SCHEMA)
                .rows(Row.of(1.0, 2.0), Row.of(longitude, latitude), Row.of(3.0, 4.0))
                .run();
        return (Long) result.rows().get(1).get(2);
    }

    @ParameterizedTest
    @CsvSource({
        // From the documentation of H3 and of its bindings for Java and JavaScript.
        "37.7752702151959, -122.418307270836, 9, 8928308280fffff",
        "37.3615593, -122.0553238, 5, 85283473fffffff",
        "37.3615593, -122.0553238, 7, 87283472bffffff"
    })
    void theCellIsThatOfTheDocumentation(double latitude, double longitude, int resolution, String expected) {
        assertEquals(expected, Long.toHexString(cell(resolution, longitude, latitude)));
    }

    @Test
    void whatIsNotOnEarthIsInNoCell() {
        assertNull(cell(5, null, 1.0));
        assertNull(cell(5, 1.0, Double.NaN));
        assertNull(cell(5, 181.0, 1.0));
        assertNull(cell(5, 1.0, -91.0));
    }
}
