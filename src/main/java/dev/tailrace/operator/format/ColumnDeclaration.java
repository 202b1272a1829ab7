package dev.tailrace.operator.format;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.operator.Setting;
import org.jspecify.annotations.Nullable;

/**
 * A column of a format's settings. It may always be null: what is missing in the data is null.
 *
 * @param path where the value stands in a record, in the format's own way; null for the place that has the column's name
 */
public record ColumnDeclaration(
        @Setting(kind = Setting.Kind.TEXT) String name,
        @Setting(kind = Setting.Kind.TYPE) DataType type,
        @Setting(kind = Setting.Kind.TEXT) @Nullable String path) {
    public Field field() {
        return Field.of(name, type);
    }
}
