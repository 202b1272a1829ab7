package dev.tailrace.query;

import dev.tailrace.data.Field;
import dev.tailrace.data.Nearest;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.operator.StreamType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.jspecify.annotations.Nullable;

/** The columns that expressions of a query may name, and the stream that has them. */
record Scope(Stream stream, List<Entry> entries, @Nullable Pending pending) {
    /** Without columns. */
    static final Scope NOTHING = new Scope(new Stream(null, "", StreamType.rows(Schema.EMPTY)), List.of(), null);

    /** A table of the FROM clause under its name there. */
    record Entry(@Nullable String alias, List<Column> columns) {
        Entry {
            columns = List.copyOf(columns);
        }
    }

    Scope {
        entries = List.copyOf(entries);
    }

    static Scope of(@Nullable String alias, Relation relation) {
        return new Scope(relation.stream(), List.of(new Entry(alias, relation.columns())), relation.pending());
    }

    /** The same columns in the stream of a further node. */
    Scope with(Stream newStream) {
        return new Scope(newStream, entries, pending);
    }

    Scope with(Stream newStream, @Nullable Pending newPending) {
        return new Scope(newStream, entries, newPending);
    }

    /** The column that a name means, or null if it is none of these. */
    @Nullable
    Column find(SqlIdentifier name, Drawing drawing) {
        String first = name.names.get(0);
        String all = String.join(".", name.names);
        List<Column> found = new ArrayList<>();
        for (Entry entry : entries) {
            for (Column column : entry.columns) {
                boolean isQualified = first.equals(entry.alias)
                        && name.names.size() > 1
                        && column.name().equals(all.substring(first.length() + 1));
                if (isQualified || column.name().equals(all)) {
                    found.add(column);
                }
            }
        }
        boolean differ = found.stream()
                        .map(column -> String.valueOf(column.drawn()) + column.promise())
                        .distinct()
                        .count()
                > 1;
        if (differ) {
            throw drawing.refuse(name, "query.ambiguous-column", all);
        }
        return found.isEmpty() ? null : found.get(0);
    }

    /** Whether a name leads into a column that is a row, as {@code table.row.field}. */
    boolean isField(SqlIdentifier name, Drawing drawing) {
        for (int parts = name.names.size() - 1; parts > 0; parts--) {
            Column column = find(name.getComponent(0, parts), drawing);
            Field field = column == null || column.drawn() == null
                    ? null
                    : stream.type().schema().field(column.drawn());
            if (field != null && field.type().is(TypeKind.ROW)) {
                return true;
            }
        }
        return false;
    }

    /** As {@link #find}, where nothing else may stand. */
    Column column(SqlIdentifier name, Drawing drawing) {
        Column column = find(name, drawing);
        if (column == null) {
            String row = String.join(".", name.names) + ".";
            if (columns().stream().anyMatch(known -> known.name().startsWith(row))) {
                throw drawing.refuse(name, "query.whole-row", String.join(".", name.names));
            }
            throw unknown(name, drawing);
        }
        return column;
    }

    Undrawable unknown(SqlIdentifier name, Drawing drawing) {
        String wanted = name.names.get(name.names.size() - 1);
        List<String> known = columns().stream().map(Column::name).toList();
        Optional<String> nearest = Nearest.to(wanted, known);
        return nearest.isPresent()
                ? drawing.refuse(name, "query.unknown-column-near", wanted, nearest.get())
                : drawing.refuse(name, "query.unknown-column", wanted, String.join(", ", known));
    }

    /** All of them, table by table. */
    List<Column> columns() {
        return entries.stream().flatMap(entry -> entry.columns.stream()).toList();
    }

    /** Those of the table of that name, or null if there is none. */
    @Nullable
    List<Column> columnsOf(String alias) {
        for (Entry entry : entries) {
            if (alias.equals(entry.alias)) {
                return entry.columns;
            }
        }
        return null;
    }
}
