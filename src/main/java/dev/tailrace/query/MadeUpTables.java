package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.language.Language;
import dev.tailrace.query.TableDeclaration.Leaf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tables whose rows are made up: those of the Nexmark and the datagen connector. */
final class MadeUpTables {
    /** Rows of a table that has one for each kind of event. */
    private static final Set<String> KINDS = Set.of("person", "auction", "bid");

    /** Columns that more than one kind has. */
    private static final Set<String> SHARED = Set.of("id", "extra");

    private final Drawing drawing;

    MadeUpTables(Drawing drawing) {
        this.drawing = drawing;
    }

    /**
     * Events with one column that tells their kind and a row for each, of which one is set; or the side table: keys from 0
     * to 9,999 without those with {@code key % 7 = 3}, each with the text {@code side-} and {@code key * 31 % 997}.
     */
    Relation nexmark(TableDeclaration table) {
        return "true".equals(table.option("side")) ? side(table) : events(table);
    }

    private Relation events(TableDeclaration table) {
        ObjectNode settings = Drawing.settings().put("rowsPerSecond", 0);
        for (String setting : List.of("events", "seed", "rate")) {
            String value = table.option(setting);
            if (value != null) {
                settings.put(setting, number(table, setting, value));
            }
        }
        String start = table.option("base-time");
        if (start != null) {
            settings.put(
                    "start",
                    Instant.ofEpochMilli(number(table, "base-time", start)).toString());
        }
        Stream events = drawing.add(new Part("nexmark", table.name() + " source", settings, table.place()));
        ObjectNode projection = Drawing.settings();
        ArrayNode projected = projection.putArray("columns");
        List<Column> columns = new ArrayList<>();
        for (Leaf leaf : table.leaves()) {
            projected
                    .addObject()
                    .put("name", leaf.drawn())
                    .put("expression", event(leaf, events.type().schema()));
            columns.add(Column.of(leaf.name(), leaf.drawn()));
        }
        Stream rows = drawing.add(
                new Part("project", table.name() + " columns", projection, table.place()).reading("in", events));
        return new Relation(rows, columns, null);
    }

    /** What a declared column is of the columns of our source. */
    private String event(Leaf leaf, Schema source) {
        String last = leaf.path().get(leaf.path().size() - 1);
        Field field = source.field(last);
        if (field == null) {
            throw drawing.refuse(leaf.place(), "query.nexmark-column", leaf.name());
        }
        if (last.equals("kind") && !leaf.type().is(TypeKind.STRING)) {
            return "CASE kind WHEN 'person' THEN 0 WHEN 'auction' THEN 1 ELSE 2 END";
        }
        String name = Language.quote(last);
        String value = field.type().equals(leaf.type()) ? name : "CAST(" + name + " AS " + leaf.type() + ")";
        String kind = leaf.path().get(0);
        return leaf.path().size() == 2 && KINDS.contains(kind) && SHARED.contains(last)
                ? "CASE WHEN kind = '" + kind + "' THEN " + value + " END"
                : value;
    }

    private Relation side(TableDeclaration table) {
        List<String> names = table.leaves().stream().map(Leaf::name).toList();
        if (!names.equals(List.of("key", "value"))) {
            throw drawing.refuse(table.place(), "query.nexmark-side", table.name());
        }
        ObjectNode settings = Drawing.settings().put("rowsPerSecond", 0).put("rows", 10_000);
        settings.putArray("columns")
                .addObject()
                .put("name", "key")
                .put("kind", "sequence")
                .put("min", 0);
        Stream keys = drawing.add(new Part("generator", table.name() + " keys", settings, table.place()));
        Stream some = drawing.add(new Part(
                        "filter",
                        table.name() + " gaps",
                        Drawing.settings().put("condition", "MOD(`key`, 7) <> 3"),
                        table.place())
                .reading("in", keys));
        ObjectNode value = Drawing.settings();
        value.putArray("columns")
                .addObject()
                .put("name", "value")
                .put("expression", "'side-' || CAST(MOD(`key` * 31, 997) AS STRING)");
        return Relation.of(
                drawing.add(new Part("derive", table.name() + " values", value, table.place()).reading("in", some)));
    }

    /** Columns as the datagen connector fills them; texts are some words, for it knows no others. */
    Relation generated(TableDeclaration table) {
        ObjectNode settings = Drawing.settings();
        for (Map.Entry<String, String> option : Map.of("rows-per-second", "rowsPerSecond", "number-of-rows", "rows")
                .entrySet()) {
            String value = table.option(option.getKey());
            if (value != null) {
                settings.put(option.getValue(), number(table, option.getKey(), value));
            }
        }
        drawing.note(table.placeOf("connector"), "query.datagen", table.name());
        ArrayNode generated = settings.putArray("columns");
        ObjectNode projection = Drawing.settings();
        ArrayNode projected = projection.putArray("columns");
        List<Column> columns = new ArrayList<>();
        for (Leaf leaf : table.leaves()) {
            ObjectNode column = generated.addObject().put("name", leaf.drawn());
            DataType made = fill(column, leaf, table);
            String name = Language.quote(leaf.drawn());
            projected
                    .addObject()
                    .put("name", leaf.drawn())
                    .put("expression", made.equals(leaf.type()) ? name : "CAST(" + name + " AS " + leaf.type() + ")");
            columns.add(Column.of(leaf.name(), leaf.drawn()));
        }
        Stream rows = drawing.add(new Part("generator", table.name() + " source", settings, table.place()));
        Stream typed = drawing.add(
                new Part("project", table.name() + " columns", projection, table.place()).reading("in", rows));
        return new Relation(typed, columns, null);
    }

    /** Says how a column is filled, and gives the type of its values. */
    private DataType fill(ObjectNode column, Leaf leaf, TableDeclaration table) {
        String prefix = "fields." + leaf.name() + ".";
        DataType type = leaf.type();
        if ("sequence".equals(table.option(prefix + "kind"))) {
            String start = table.option(prefix + "start");
            column.put("kind", "sequence").put("min", start == null ? 0 : number(table, prefix + "start", start));
            return DataType.BIGINT;
        }
        if (type.kind().isTimestamp()) {
            column.put("kind", "timestamp");
            return DataType.TIMESTAMP_LTZ;
        }
        String kind =
                switch (type.kind()) {
                    case TINYINT, SMALLINT, INT, BIGINT -> "uniform-int";
                    case FLOAT, DOUBLE, DECIMAL -> "uniform-double";
                    case BOOLEAN -> "boolean";
                    case STRING -> "choice";
                    default -> throw drawing.refuse(leaf.place(), "query.datagen-type", leaf.name(), type);
                };
        column.put("kind", kind);
        if (kind.equals("choice")) {
            column.put("words", "alpha, beta, gamma, delta");
            return DataType.STRING;
        }
        for (String bound : List.of("min", "max")) {
            String value = table.option(prefix + bound);
            if (value != null && kind.startsWith("uniform")) {
                column.put(bound, number(table, prefix + bound, value));
            }
        }
        return switch (kind) {
            case "uniform-int" -> DataType.BIGINT;
            case "boolean" -> DataType.BOOLEAN;
            default -> DataType.DOUBLE;
        };
    }

    private long number(TableDeclaration table, String option, String value) {
        try {
            return Long.parseLong(value.strip());
        } catch (NumberFormatException wrong) {
            throw drawing.refuse(table.placeOf(option), "query.option-number", option, value);
        }
    }
}
