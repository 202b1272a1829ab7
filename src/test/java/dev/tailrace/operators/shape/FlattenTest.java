package dev.tailrace.operators.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeParser;
import dev.tailrace.language.Environment;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operators.shape.Flatten.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FlattenTest {
    private static final Schema SCHEMA = Schema.of(
            Field.required("id", DataType.INT),
            Field.of(
                    "r",
                    TypeParser.parse("ROW<x INT NOT NULL, y STRING, z ROW<u DOUBLE, w ROW<q INT>>>")
                            .orElseThrow()),
            Field.of("tail", DataType.STRING));

    private static final Row FULL = Row.of(1, Row.of(5, "a", Row.of(2.5, Row.of(9))), "t");

    private static OperatorHarness<Settings> flatten(Settings settings) {
        return OperatorHarness.of(new Flatten(), settings).input(SCHEMA).inOrder();
    }

    @Test
    void fieldsBecomeColumnsInThePlaceOfTheRow() {
        var result = flatten(new Settings("r", "", false, false))
                .rows(FULL, Row.of(2, null, "u"), Row.of(3, Row.of(6, null, null), "v"))
                .run();
        assertEquals(
                List.of(
                        Row.of(1, 5, "a", Row.of(2.5, Row.of(9)), "t"),
                        Row.of(2, null, null, null, "u"),
                        Row.of(3, 6, null, null, "v")),
                result.rows());
    }

    @Test
    void rowsInsideAreFlattenedAtWill() {
        var harness = flatten(new Settings("r", "r_", true, true)).rows(FULL, Row.of(3, Row.of(6, null, null), "v"));
        assertEquals(
                List.of("id", "r", "r_x", "r_y", "r_z_u", "r_z_w_q", "tail"),
                new Flatten()
                        .output(new Placement<>(
                                "flatten",
                                new Settings("r", "r_", true, true),
                                Map.of("in", List.of(StreamType.rows(SCHEMA))),
                                Set.of("out"),
                                Environment.UTC,
                                Path.of("")))
                        .ports()
                        .get("out")
                        .schema()
                        .names());
        assertEquals(
                List.of(
                        Row.of(1, FULL.get(1), 5, "a", 2.5, 9, "t"),
                        Row.of(3, Row.of(6, null, null), 6, null, null, null, "v")),
                harness.run().rows());
    }

    @Test
    void whatIsNoRowIsRefused() {
        assertEquals(
                "operators.flatten.type",
                flatten(new Settings("id", "", false, false)).problems().get(0).code());
        assertEquals(
                "operators.duplicate-name",
                OperatorHarness.of(new Flatten(), new Settings("r", "", false, false))
                        .input(Schema.of(Field.of("x", DataType.INT), SCHEMA.field(1)))
                        .problems()
                        .get(0)
                        .code());
    }
}
