package dev.tailrace.operators.sinks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DiscardTest {
    private static final Schema SCHEMA = Schema.of(Field.of("n", DataType.INT));

    @Test
    void rowsAreTakenAndNothingIsShown() throws IOException {
        Shown shown = Shown.by(new Discard(), new Discard.Settings(), SCHEMA).rows(List.of(Row.of(1)));
        assertFalse(shown.hasView());
    }

    @Test
    void allColumnsAreDemanded() {
        assertEquals(
                Map.of(),
                new Discard().demand(Shown.placement(new Discard.Settings(), SCHEMA), Map.of()),
                "a port that is missing needs all columns");
    }
}
