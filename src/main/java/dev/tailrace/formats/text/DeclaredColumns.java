package dev.tailrace.formats.text;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.format.ColumnDeclaration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The schema that columns of text formats' settings declare. */
public final class DeclaredColumns {
    private DeclaredColumns() {}

    /** The columns that are right; what is wrong with the others goes to the problems. */
    public static Schema schema(List<ColumnDeclaration> columns, List<Problem> problems) {
        return schema(columns, TextColumn::supports, problems);
    }

    /** As {@link #schema(List, List)}, with the types that the format reads. */
    public static Schema schema(
            List<ColumnDeclaration> columns, Predicate<DataType> supported, List<Problem> problems) {
        List<Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            ColumnDeclaration column = columns.get(i);
            String place = "columns[" + i + "]";
            if (column.name().isEmpty()) {
                problems.add(Problem.error("formats.columns.no-name", Integer.toString(i + 1))
                        .in(place + ".name"));
            } else if (!names.add(column.name())) {
                problems.add(
                        Problem.error("formats.columns.twice", column.name()).in(place + ".name"));
            } else if (!supported.test(column.type())) {
                problems.add(Problem.error("formats.columns.type", column.name(), column.type())
                        .in(place + ".type"));
            } else {
                fields.add(column.field());
            }
        }
        return new Schema(fields);
    }
}
