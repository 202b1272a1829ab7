package dev.tailrace.operator;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem.Fix;
import dev.tailrace.data.Schema;
import dev.tailrace.data.json.JsonText;
import dev.tailrace.language.Environment;
import dev.tailrace.language.Language;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Operators that make what a wire brings fit the port that it enters, as remedies of the port's node. */
public final class FittingInput {
    private FittingInput() {}

    /**
     * Casts a column before a port, under its own name.
     *
     * @param schema of the wire
     * @param wire which of the port's wires, counted from 0
     * @return nothing if there is no such cast
     */
    public static Optional<Fix> cast(Schema schema, Field column, DataType type, String port, int wire) {
        String name = column.name();
        String cast = "CAST(" + Language.quote(name) + " AS " + type + ")";
        return Language.check(cast, schema, Environment.UTC).problems().isEmpty()
                ? Optional.of(new Fix.InsertBefore(
                        "operators.fix.cast", List.of(name, type), port, wire, "derive", derive(name, cast)))
                : Optional.empty();
    }

    /** Adds a column that is NULL in all rows. */
    static Fix addNull(String column, DataType type, String port, int wire) {
        return new Fix.InsertBefore(
                "operators.fix.add-null",
                List.of(column),
                port,
                wire,
                "derive",
                derive(column, "CAST(NULL AS " + type + ")"));
    }

    /** Keeps these columns, in this order. */
    static Fix choose(List<String> columns, String port, int wire) {
        String json = columns.stream()
                .map(name -> "{\"expression\":" + JsonText.quoted(Language.quote(name)) + "}")
                .collect(Collectors.joining(",", "{\"columns\":[", "]}"));
        return new Fix.InsertBefore(
                "operators.fix.choose", List.of(String.join(", ", columns)), port, wire, "project", json);
    }

    /** Makes rows of changes, each with what it does in a column of its own. */
    public static Fix rowsOfChanges(String port, int wire) {
        return new Fix.InsertBefore("operators.fix.changes", List.of(), port, wire, "changes-to-rows", "{}");
    }

    private static String derive(String column, String expression) {
        return "{\"columns\":[{\"name\":" + JsonText.quoted(column) + ",\"expression\":" + JsonText.quoted(expression)
                + "}]}";
    }
}
