package dev.tailrace.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table, view or query.
 *
 * @param columns what SQL sees of the stream, in its order; columns that are only left out or renamed need no node
 * @param pending what has been asked for and is drawn by whoever uses it, or null
 */
record Relation(Stream stream, List<Column> columns, @Nullable Pending pending) {
    Relation {
        columns = List.copyOf(columns);
    }

    /** A stream whose columns have the same names in SQL. */
    static Relation of(Stream stream) {
        return new Relation(
                stream,
                stream.type().schema().names().stream()
                        .map(name -> Column.of(name, name))
                        .toList(),
                null);
    }

    /** Whether the stream has all of these columns under their names, and maybe others. */
    boolean hasDrawnNames() {
        return pending == null
                && columns.stream()
                        .allMatch(column -> column.promise() != null
                                || column.name().equals(column.drawn())
                                || column.name().indexOf('.') >= 0);
    }

    /** Whether the stream has just these columns, with these names. */
    boolean isDrawn() {
        return pending == null
                && columns.stream()
                        .map(Column::name)
                        .toList()
                        .equals(stream.type().schema().names())
                && columns.stream().allMatch(column -> column.name().equals(column.drawn()));
    }
}
