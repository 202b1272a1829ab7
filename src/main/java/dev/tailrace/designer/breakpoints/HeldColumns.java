package dev.tailrace.designer.breakpoints;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import java.util.BitSet;
import java.util.regex.Pattern;

/** Which columns of a held row matter to the condition that holds it. */
final class HeldColumns {
    private HeldColumns() {}

    /** Positions of the columns that a condition names. */
    static BitSet named(Schema schema, String condition) {
        // Texts in quotes name no column.
        String code = condition.replaceAll("'(?:[^']|'')*'", "''");
        BitSet named = new BitSet();
        for (int i = 0; i < schema.size(); i++) {
            String name = Pattern.quote(schema.field(i).name());
            named.set(
                    i,
                    Pattern.compile("(?<![\\w`])" + name + "(?![\\w`(])|`" + name + "`")
                            .matcher(code)
                            .find());
        }
        return named;
    }

    /**
     * The column that tells rows apart at a glance: the first that the condition does not name and that is no time, for
     * times are long and much alike; else the first.
     */
    static int first(Schema schema, BitSet named) {
        for (int i = named.nextClearBit(0); i < schema.size(); i = named.nextClearBit(i + 1)) {
            DataType type = schema.field(i).type();
            if (!type.is(TypeKind.TIMESTAMP) && !type.is(TypeKind.TIMESTAMP_LTZ)) {
                return i;
            }
        }
        return 0;
    }
}
