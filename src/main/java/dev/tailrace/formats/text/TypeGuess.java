package dev.tailrace.formats.text;

import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The narrowest type that takes all values seen so far: INT, BIGINT, DOUBLE; BOOLEAN; DATE; TIMESTAMP, or TIMESTAMP_LTZ
 * if all have a Z; otherwise STRING. Used by one thread.
 */
public final class TypeGuess {
    private static final List<DataType> LADDER = List.of(
            DataType.INT,
            DataType.BIGINT,
            DataType.DOUBLE,
            DataType.BOOLEAN,
            DataType.DATE,
            DataType.TIMESTAMP_LTZ,
            DataType.TIMESTAMP);

    private final boolean[] possible = new boolean[LADDER.size()];
    private boolean seen;

    public TypeGuess() {
        Arrays.fill(possible, true);
    }

    /** Takes a value into account: a number, true, false, or a text. */
    public void see(String value) {
        seen = true;
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < possible.length; i++) {
            possible[i] = possible[i] && takes(LADDER.get(i), value, bytes);
        }
    }

    private static boolean takes(DataType type, String value, byte[] bytes) {
        boolean fits = !value.startsWith(" ")
                && !value.endsWith(" ")
                && new TextColumn(Field.of("value", type), ColumnBuilder.of(type)).append(bytes, 0, bytes.length)
                        == TextColumn.Outcome.TAKEN;
        return fits
                && switch (type.kind()) {
                    // Codes such as 007 and +49 are texts: as numbers they would not come out again as they were.
                    case INT, BIGINT, DOUBLE -> !value.matches("[+].*|-?0[0-9].*|[+-]?(NaN|Infinity)");
                    case TIMESTAMP_LTZ -> value.endsWith("Z");
                    default -> true;
                };
    }

    /** Takes a text into account that is to stay one, whatever it looks like. */
    public void seeText() {
        seen = true;
        Arrays.fill(possible, false);
    }

    /** Whether there was any value. */
    public boolean hasSeen() {
        return seen;
    }

    /** The type; STRING if nothing has been seen. */
    public DataType type() {
        DataType found = known();
        return found == null ? DataType.STRING : found;
    }

    private @Nullable DataType known() {
        for (int i = 0; i < possible.length && seen; i++) {
            if (possible[i]) {
                return LADDER.get(i);
            }
        }
        return null;
    }
}
