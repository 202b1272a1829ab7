package dev.tailrace.designer.pins;

import dev.tailrace.data.Field;
import dev.tailrace.data.NoValue;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.pins.PinValue.Kind;
import dev.tailrace.designer.watch.CellText;
import dev.tailrace.language.Checked;
import dev.tailrace.language.Environment;
import dev.tailrace.language.Expression;
import dev.tailrace.language.Language;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Computes what pins show of rows. Any column may be null here, whatever its type says, since a run need not read all of
 * them. Checks and compiles, so not for the JavaFX thread; for one thread at a time.
 */
final class PinReader {
    private static final int MOST_KEPT = 100;

    private final Texts texts;
    private final Map<Asked, Checked> known = new HashMap<>();

    private record Asked(String text, Schema columns, Environment environment) {}

    PinReader(Texts texts) {
        this.texts = texts;
    }

    /**
     * What a column or an expression is for a row.
     *
     * @param row with these columns, or null if there is none
     * @param found what the value is, if there is one
     */
    PinValue read(String text, Schema columns, Environment environment, @Nullable Row row, Kind found) {
        Checked checked = checked(text, columns, environment);
        Expression expression = checked.expression();
        if (expression == null) {
            return wrong(
                    checked.problems().isEmpty() ? null : checked.problems().get(0));
        }
        if (row == null) {
            return new PinValue(texts.get("designer.pin.no-row"), Kind.NONE);
        }
        BitSet read = expression.columns();
        List<@Nullable Object> values = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            Object value = read.get(i) ? row.get(i) : null;
            if (value instanceof NoValue) {
                return new PinValue(texts.get("designer.pin.unread"), Kind.NONE);
            }
            values.add(value);
        }
        Language.Value value = Language.evaluate(expression, new Row(row.kind(), values));
        return value.problem() != null
                ? wrong(value.problem())
                : new PinValue(CellText.of(value.value(), environment.zone()), found);
    }

    private PinValue wrong(@Nullable Problem problem) {
        return new PinValue(problem == null ? texts.get("designer.pin.unread") : texts.message(problem), Kind.WRONG);
    }

    private Checked checked(String text, Schema columns, Environment environment) {
        if (known.size() > MOST_KEPT) {
            known.clear();
        }
        return known.computeIfAbsent(
                new Asked(text, columns, environment), asked -> Language.check(text, nullable(columns), environment));
    }

    private static Schema nullable(Schema columns) {
        return new Schema(columns.fields().stream()
                .map(field -> Field.of(field.name(), field.type()))
                .toList());
    }
}
