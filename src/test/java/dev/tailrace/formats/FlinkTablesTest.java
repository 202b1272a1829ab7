package dev.tailrace.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tailrace.data.DataType;
import dev.tailrace.formats.csv.CsvFormat;
import dev.tailrace.formats.json.JsonFormat;
import dev.tailrace.formats.text.TimestampFormat;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.format.FlinkFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The declarations that stand for the formats in Flink SQL; that Flink takes them is seen where Flink is run. */
class FlinkTablesTest {
    private static ColumnDeclaration column(String name, DataType type, String path) {
        return new ColumnDeclaration(name, type, path);
    }

    private static FlinkFormat json(ColumnDeclaration... columns) {
        return new JsonFormat().flinkSource(JsonFormat.Settings.of(List.of(columns)));
    }

    private static List<String> sql(FlinkFormat format) {
        return format.computed().stream().map(FlinkNode.Computed::sql).toList();
    }

    @Test
    void jsonPathsBecomeRowsAndArrays() {
        FlinkFormat format = json(
                column("mag", DataType.DOUBLE, "$.properties.mag"),
                column("id", DataType.STRING, "$.id"),
                column("net", DataType.STRING, "$.properties['odd name']"),
                column("depth", DataType.DOUBLE, "$.geometry.coordinates[2]"));
        assertEquals(
                List.of(
                        new FlinkNode.ColumnText("properties", "ROW<`mag` DOUBLE, `odd name` STRING>"),
                        new FlinkNode.ColumnText("id", "STRING"),
                        new FlinkNode.ColumnText("geometry", "ROW<`coordinates` ARRAY<DOUBLE>>")),
                format.physical());
        assertEquals(
                List.of("`properties`.`mag`", "`id`", "`properties`.`odd name`", "`geometry`.`coordinates`[3]"),
                sql(format));
        assertNull(format.where());
    }

    @Test
    void onePlaceReadAsTwoTypesIsRefused() {
        assertNotNull(json(column("a", DataType.INT, "$.v"), column("b", DataType.BIGINT, "$.v"))
                .refusal());
        assertNotNull(json(column("a", DataType.STRING, "$.v"), column("b", DataType.INT, "$.v.x"))
                .refusal());
        assertNotNull(json(column("a", DataType.INT, "$.v[0]"), column("b", DataType.STRING, "$.v[1]"))
                .refusal());
        assertNull(json(column("a", DataType.INT, "$.v[0]"), column("b", DataType.INT, "$.v[0]"))
                .refusal());
    }

    @Test
    void aHeaderIsARowThatIsLeftOut() {
        FlinkFormat format = new CsvFormat()
                .flinkSource(CsvFormat.Settings.of(List.of(
                        new ColumnDeclaration("n", DataType.INT, null),
                        new ColumnDeclaration("it", DataType.STRING, "it's"))));
        assertEquals(
                List.of(new FlinkNode.ColumnText("n@text", "STRING"), new FlinkNode.ColumnText("it@text", "STRING")),
                format.physical());
        assertEquals(
                List.of("CASE WHEN `n@text` = 'n' THEN NULL ELSE CAST(`n@text` AS INT) END", "COALESCE(`it@text`, '')"),
                sql(format));
        assertEquals("(`n@text` = 'n' AND `it@text` = 'it''s') IS NOT TRUE", format.where());
    }

    @Test
    void aNullTextIsRefusedForTexts() {
        CsvFormat.Settings settings = new CsvFormat.Settings(
                List.of(new ColumnDeclaration("a", DataType.STRING, null)),
                false,
                ",",
                "\"",
                "NA",
                TimestampFormat.SQL);
        assertNotNull(new CsvFormat().flinkSource(settings).refusal());
    }
}
