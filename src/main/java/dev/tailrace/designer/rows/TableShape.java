package dev.tailrace.designer.rows;

import dev.tailrace.data.Field;
import dev.tailrace.data.NoValue;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.watch.CellText;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a table are, and how their values are said.
 *
 * @param eventTime the event-time column, or null
 * @param keys how many columns, from the first, are the key of a row; 0 where nobody says
 * @param kinds whether rows are shown with what they do to a table
 * @param errors whether rows are such as could not be read or computed
 */
record TableShape(Schema schema, @Nullable String eventTime, int keys, boolean kinds, boolean errors, ZoneId zone) {
    static final TableShape EMPTY = new TableShape(Schema.EMPTY, null, 0, false, false, ZoneId.of("UTC"));

    /** A value as it stands in a cell. */
    String text(@Nullable Object value, Texts texts) {
        return value instanceof NoValue.Unread ? texts.get("designer.data.unread") : CellText.of(value, zone);
    }

    /** What stands under a column's name. */
    String typeText(Field field, Texts texts) {
        if (field.name().equals(eventTime)) {
            return texts.get("designer.data.event-time-type", field.type());
        }
        return schema.indexOf(field.name()) < keys
                ? texts.get("designer.data.key-type", field.type())
                : field.type().toString();
    }
}
