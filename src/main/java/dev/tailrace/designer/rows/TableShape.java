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
 * @param kinds whether rows are shown with what they do to a table
 * @param errors whether rows are such as could not be read or computed
 */
record TableShape(Schema schema, @Nullable String eventTime, boolean kinds, boolean errors, ZoneId zone) {
    static final TableShape EMPTY = new TableShape(Schema.EMPTY, null, false, false, ZoneId.of("UTC"));

    /** A value as it stands in a cell. */
    String text(@Nullable Object value, Texts texts) {
        return value instanceof NoValue.Unread ? texts.get("designer.data.unread") : CellText.of(value, zone);
    }

    /** What stands under a column's name. */
    String typeText(Field field, Texts texts) {
        return field.name().equals(eventTime)
                ? texts.get("designer.data.event-time-type", field.type())
                : field.type().toString();
    }
}
