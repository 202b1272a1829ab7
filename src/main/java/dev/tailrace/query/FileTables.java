package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Field;
import dev.tailrace.query.TableDeclaration.Leaf;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tables of the filesystem connector as sources and sinks of files; and stand-ins for those of connectors that are not here. */
final class FileTables {
    /** Options that say nothing to us, or what we do anyway. */
    private static final Set<String> MEANINGLESS =
            Set.of("connector", "path", "format", "json.fail-on-missing-field", "json.timestamp-format.standard");

    private static final Map<String, String> CSV_SETTINGS =
            Map.of("csv.field-delimiter", "delimiter", "csv.quote-character", "quote", "csv.null-literal", "nullText");

    private final Drawing drawing;

    FileTables(Drawing drawing) {
        this.drawing = drawing;
    }

    Relation source(TableDeclaration table) {
        return read(table, settings(table, true));
    }

    /** A file with the declared columns, where the table's own connector is not here. */
    Relation standIn(TableDeclaration table, String connector) {
        return read(table, standInSettings(table, connector));
    }

    ObjectNode standInSettings(TableDeclaration table, String connector) {
        drawing.note(table.placeOf("connector"), "query.stand-in-source", connector, table.name());
        ObjectNode settings = Drawing.settings().put("path", table.name() + ".jsonl");
        settings.putObject("format").put("type", "json");
        return settings;
    }

    private Relation read(TableDeclaration table, ObjectNode settings) {
        List<Column> columns = declare(table, settings);
        Stream stream = drawing.add(new Part("file-source", table.name() + " file", settings, table.place()));
        return new Relation(stream, columns, null);
    }

    /** Puts the columns of the data into the settings of a file. */
    List<Column> declare(TableDeclaration table, ObjectNode settings) {
        ObjectNode format = (ObjectNode) settings.get("format");
        boolean isJson = format.get("type").asText().equals("json");
        ArrayNode declared = format.putArray("columns");
        List<Column> columns = new ArrayList<>();
        for (Leaf leaf : table.leaves()) {
            ObjectNode column = declared.addObject()
                    .put("name", leaf.drawn())
                    .put("type", leaf.type().toString());
            if (leaf.path().size() > 1) {
                if (!isJson) {
                    throw drawing.refuse(
                            leaf.place(), "query.row-column", leaf.path().get(0));
                }
                column.put("path", path(leaf.path()));
            }
            columns.add(Column.of(leaf.name(), leaf.drawn()));
        }
        return columns;
    }

    private static String path(List<String> names) {
        StringBuilder path = new StringBuilder("$");
        names.forEach(name -> path.append('.').append(name));
        return path.toString();
    }

    /** A file that takes rows with the columns of the table. */
    void sink(TableDeclaration table, Stream rows) {
        ObjectNode settings = settings(table, false);
        if (rows.type().changes()) {
            throw drawing.refuse(table.placeOf("connector"), "query.changes-into-files", table.name());
        }
        drawing.addSink(new Part("file-sink", table.name(), settings, table.place()).reading("in", rows));
    }

    ObjectNode settings(TableDeclaration table, boolean isSource) {
        String path = table.option("path");
        String type = table.option("format");
        if (path == null) {
            throw drawing.refuse(table.place(), "query.missing-option", table.name(), "path");
        }
        if (type == null || !(type.equals("json") || type.equals("csv"))) {
            throw drawing.refuse(table.placeOf("format"), "query.format", table.name(), type == null ? "" : type);
        }
        ObjectNode settings = Drawing.settings().put("path", plain(path));
        ObjectNode format = settings.putObject("format").put("type", type);
        if (type.equals("csv")) {
            format.put("header", false);
        }
        if ("ISO-8601".equals(table.option("json.timestamp-format.standard")) && type.equals("json") && !isSource) {
            format.put("timestampFormat", "iso");
        }
        table.options().forEach((key, option) -> {
            String setting = CSV_SETTINGS.get(key);
            if (setting != null) {
                format.put(setting, option.value());
            } else if (!MEANINGLESS.contains(key)) {
                drawing.note(option.place(), "query.option-ignored", key, table.name());
            }
        });
        return settings;
    }

    private static String plain(String path) {
        return path.startsWith("file:") && path.indexOf('$') < 0
                ? URI.create(path).getPath()
                : path;
    }

    /** The fields that a sink declares. */
    List<Field> fields(TableDeclaration table) {
        return table.fields(drawing);
    }
}
