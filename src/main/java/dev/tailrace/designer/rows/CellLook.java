package dev.tailrace.designer.rows;

import dev.tailrace.data.DataType;
import dev.tailrace.data.TypeKind;
import java.util.List;

/** The style classes of a cell with values: figures stand in line, numbers at the right. */
public final class CellLook {
    private CellLook() {}

    public static List<String> of(DataType type) {
        if (type.is(TypeKind.STRING)) {
            return List.of();
        }
        return type.kind().isNumeric() ? List.of("value-cell", "number-cell") : List.of("value-cell");
    }
}
