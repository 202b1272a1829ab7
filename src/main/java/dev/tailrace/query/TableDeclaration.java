package dev.tailrace.query;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.TypeParser;
import dev.tailrace.language.ParsedSql.Range;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.flink.sql.parser.ddl.SqlTableColumn.SqlComputedColumn;
import org.apache.flink.sql.parser.ddl.SqlTableColumn.SqlMetadataColumn;
import org.apache.flink.sql.parser.ddl.SqlTableColumn.SqlRegularColumn;
import org.apache.flink.sql.parser.ddl.SqlTableOption;
import org.apache.flink.sql.parser.ddl.SqlWatermark;
import org.apache.flink.sql.parser.ddl.constraint.SqlTableConstraint;
import org.apache.flink.sql.parser.ddl.table.SqlCreateTable;
import org.apache.flink.sql.parser.type.ExtendedSqlRowTypeNameSpec;
import org.jspecify.annotations.Nullable;

/**
 * CREATE TABLE, understood.
 *
 * @param computed columns by name, in their order
 * @param primaryKey names of its columns; empty for none
 */
record TableDeclaration(
        String name,
        Range place,
        List<Physical> physical,
        Map<String, SqlNode> computed,
        @Nullable SqlWatermark watermark,
        Map<String, Option> options,
        Set<String> primaryKey) {
    /** A value of WITH and where it stands. */
    record Option(String value, Range place) {}

    /**
     * A column of the data.
     *
     * @param type null for a row, whose fields are columns of their own
     */
    record Physical(String name, @Nullable DataType type, List<Physical> fields, Range place) {}

    /** A column that is no row, with the names that lead to it. */
    record Leaf(List<String> path, DataType type, Range place) {
        /** As SQL names it. */
        String name() {
            return String.join(".", path);
        }

        /** As the drawing names it. */
        String drawn() {
            return String.join("_", path);
        }
    }

    static TableDeclaration of(SqlCreateTable table, Drawing drawing) {
        List<Physical> physical = new ArrayList<>();
        Map<String, SqlNode> computed = new LinkedHashMap<>();
        for (SqlNode column : table.getColumnList()) {
            if (column instanceof SqlRegularColumn regular) {
                physical.add(physical(regular.getName(), regular.getType(), drawing));
            } else if (column instanceof SqlComputedColumn made) {
                computed.put(made.getName().getSimple(), made.getExpr());
            } else if (column instanceof SqlMetadataColumn metadata) {
                throw drawing.refuse(
                        metadata.getName(),
                        "query.metadata-column",
                        metadata.getName().getSimple());
            } else {
                throw drawing.refuse(column, "query.not-offered", drawing.text(column));
            }
        }
        Map<String, Option> options = new LinkedHashMap<>();
        for (SqlNode operand : table.getOperandList()) {
            if (operand instanceof SqlNodeList list) {
                for (SqlNode node : list) {
                    if (node instanceof SqlTableOption option) {
                        options.put(
                                option.getKeyString(),
                                new Option(
                                        option.getValueString(),
                                        new Range(
                                                drawing.range(option.getKey()).start(),
                                                drawing.range(option.getValue()).end())));
                    }
                }
            }
        }
        Set<String> primaryKey = new HashSet<>();
        for (SqlTableConstraint constraint : table.getFullConstraints()) {
            if (constraint.isPrimaryKey()) {
                primaryKey.addAll(List.of(constraint.getColumnNames()));
            }
        }
        String[] name = table.getFullName();
        return new TableDeclaration(
                name[name.length - 1],
                drawing.range(table.getName()),
                physical,
                computed,
                table.getWatermark().orElse(null),
                options,
                primaryKey);
    }

    private static Physical physical(SqlIdentifier name, SqlDataTypeSpec type, Drawing drawing) {
        Range place = drawing.range(name);
        if (type.getTypeNameSpec() instanceof ExtendedSqlRowTypeNameSpec row) {
            List<Physical> fields = new ArrayList<>();
            for (int i = 0; i < row.getFieldNames().size(); i++) {
                fields.add(
                        physical(row.getFieldNames().get(i), row.getFieldTypes().get(i), drawing));
            }
            return new Physical(name.getSimple(), null, fields, place);
        }
        String written = SpecText.of(type);
        DataType known = TypeParser.parse(written)
                .orElseThrow(() -> drawing.refuse(name, "query.column-type", name.getSimple(), written));
        return new Physical(name.getSimple(), known, List.of(), place);
    }

    @Nullable
    String option(String key) {
        Option option = options.get(key);
        return option == null ? null : option.value();
    }

    /** Where an option stands, or the table's name if it does not. */
    Range placeOf(String key) {
        Option option = options.get(key);
        return option == null ? place : option.place();
    }

    /** The columns of the data, those of rows one by one. */
    List<Leaf> leaves() {
        List<Leaf> leaves = new ArrayList<>();
        physical.forEach(column -> collect(column, List.of(), leaves));
        return leaves;
    }

    private static void collect(Physical column, List<String> before, List<Leaf> leaves) {
        List<String> path = new ArrayList<>(before);
        path.add(column.name);
        DataType type = column.type;
        if (type != null) {
            leaves.add(new Leaf(List.copyOf(path), type, column.place));
        }
        column.fields.forEach(field -> collect(field, path, leaves));
    }

    /** The columns of the data as a sink takes them; rows are refused. */
    List<Field> fields(Drawing drawing) {
        List<Field> fields = new ArrayList<>();
        for (Physical column : physical) {
            DataType type = column.type;
            if (type == null) {
                throw drawing.refuse(column.place, "query.row-column", column.name);
            }
            fields.add(Field.of(column.name, type));
        }
        return fields;
    }
}
