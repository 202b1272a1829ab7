package dev.tailrace.designer.rows;

import dev.tailrace.data.CsvText;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.json.CellJson;
import dev.tailrace.data.json.JsonText;
import dev.tailrace.designer.watch.CellText;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/** The forms in which rows leave the table: on the clipboard, or in a file. What was not read is written as null. */
enum RowFormat {
    /** A line of names, then a line each; what would break a line or a cell is a space. Null is nothing. */
    TSV {
        @Override
        void begin(List<Field> columns, Appendable out) throws IOException {
            out.append(columns.stream().map(field -> oneLine(field.name())).collect(Collectors.joining("\t")));
            out.append('\n');
        }

        @Override
        void write(List<Field> columns, Row row, boolean first, ZoneId zone, Appendable out) throws IOException {
            out.append(row.values().stream()
                    .map(value -> value == null ? "" : oneLine(CellText.whole(value, zone)))
                    .collect(Collectors.joining("\t")));
            out.append('\n');
        }
    },

    /** RFC 4180 with a line of names. Null is nothing, an empty text is {@code ""}. */
    CSV {
        @Override
        void begin(List<Field> columns, Appendable out) throws IOException {
            out.append(
                    columns.stream().map(field -> CsvText.field(field.name())).collect(Collectors.joining(",")));
            out.append("\r\n");
        }

        @Override
        void write(List<Field> columns, Row row, boolean first, ZoneId zone, Appendable out) throws IOException {
            out.append(row.values().stream()
                    .map(value -> value == null ? "" : CsvText.field(CellText.whole(value, zone)))
                    .collect(Collectors.joining(",")));
            out.append("\r\n");
        }
    },

    /** An array of objects. */
    JSON {
        @Override
        void begin(List<Field> columns, Appendable out) throws IOException {
            out.append('[');
        }

        @Override
        void write(List<Field> columns, Row row, boolean first, ZoneId zone, Appendable out) throws IOException {
            out.append(first ? "\n  " : ",\n  ").append(json(columns, row, zone));
        }

        @Override
        void end(List<Field> columns, Appendable out) throws IOException {
            out.append("\n]\n");
        }
    },

    /** An object a line. */
    JSON_LINES {
        @Override
        void write(List<Field> columns, Row row, boolean first, ZoneId zone, Appendable out) throws IOException {
            out.append(json(columns, row, zone)).append('\n');
        }
    },

    /** A table of literals that stands in a FROM. */
    SQL_VALUES {
        @Override
        void begin(List<Field> columns, Appendable out) throws IOException {
            out.append("(VALUES");
        }

        @Override
        void write(List<Field> columns, Row row, boolean first, ZoneId zone, Appendable out) throws IOException {
            out.append(first ? "\n  (" : ",\n  (");
            for (int i = 0; i < columns.size(); i++) {
                out.append(i == 0 ? "" : ", ")
                        .append(SqlLiteral.of(columns.get(i).type(), row.get(i)));
            }
            out.append(')');
        }

        @Override
        void end(List<Field> columns, Appendable out) throws IOException {
            out.append("\n) AS t (");
            out.append(
                    columns.stream().map(field -> SqlLiteral.name(field.name())).collect(Collectors.joining(", ")));
            out.append(")\n");
        }
    };

    /** What stands before the rows. */
    void begin(List<Field> columns, Appendable out) throws IOException {}

    /**
     * One row.
     *
     * @param row with one value per column
     * @param zone in which an Instant has its wall clock, where it is written without a zone
     */
    abstract void write(List<Field> columns, Row row, boolean first, ZoneId zone, Appendable out) throws IOException;

    /** What stands behind the rows. */
    void end(List<Field> columns, Appendable out) throws IOException {}

    /** Whole rows as one text. */
    String text(CopiedRows rows) {
        StringBuilder text = new StringBuilder();
        try {
            begin(rows.columns(), text);
            for (int i = 0; i < rows.size(); i++) {
                write(rows.columns(), rows.row(i), i == 0, rows.zone(), text);
            }
            end(rows.columns(), text);
        } catch (IOException impossible) {
            throw new IllegalStateException("a StringBuilder does not fail", impossible);
        }
        return text.toString();
    }

    private static String oneLine(String text) {
        return text.replace('\t', ' ').replace('\n', ' ').replace('\r', ' ');
    }

    private static String json(List<Field> columns, Row row, ZoneId zone) {
        return JsonText.of(new CellJson(zone).object(row, columns));
    }
}
