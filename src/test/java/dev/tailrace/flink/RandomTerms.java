package dev.tailrace.flink;

import dev.tailrace.data.Field;
import dev.tailrace.data.TypeKind;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Random conditions and values over columns, simple ones that cannot fail: what expressions give is asked by
 * {@link RandomAgreement}, here they only have to tell rows apart.
 */
final class RandomTerms {
    private final Random random;
    private final List<Field> columns;

    /** @param columns under names that can be written as they are */
    RandomTerms(Random random, List<Field> columns) {
        this.random = random;
        this.columns = columns;
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** The name of a column of such a kind, or null if there is none. */
    @Nullable
    String column(Predicate<TypeKind> kind) {
        List<String> names = columns.stream()
                .filter(field -> kind.test(field.type().kind()))
                .map(Field::name)
                .toList();
        return names.isEmpty() ? null : one(names);
    }

    /** One that is TRUE for some rows, not of floating point: of sums of the last digit nobody can be sure. */
    String condition() {
        return condition(2);
    }

    private String condition(int depth) {
        int choice = random.nextInt(depth == 0 ? 7 : 11);
        Field field = one(columns);
        String name = field.name();
        return switch (choice) {
            case 0 -> name + one(List.of(" IS NULL", " IS NOT NULL", " IS NOT NULL"));
            case 1, 2, 3, 4, 5 -> comparison(field);
            case 6 -> {
                String flag = column(kind -> kind == TypeKind.BOOLEAN);
                yield flag == null ? comparison(field) : flag + one(List.of("", " IS NOT TRUE", " IS FALSE"));
            }
            case 7 -> "NOT (" + condition(depth - 1) + ")";
            case 8 -> "(" + condition(depth - 1) + " OR " + condition(depth - 1) + ")";
            default -> condition(depth - 1) + " AND " + condition(depth - 1);
        };
    }

    private String comparison(Field field) {
        String name = field.name();
        String operator = one(List.of(" = ", " <> ", " < ", " <= ", " > ", " >= "));
        String other = column(kind -> kind == field.type().kind());
        if (random.nextInt(3) == 0 && other != null && comparable(field)) {
            return name + one(List.of(operator, " IS DISTINCT FROM ", " IS NOT DISTINCT FROM ")) + other;
        }
        return switch (field.type().kind()) {
            case TINYINT, SMALLINT, INT, BIGINT ->
                switch (random.nextInt(5)) {
                    case 0 -> name + " IN (0, 1, 5, 7)";
                    case 1 -> name + " BETWEEN 0 AND 5";
                    case 2 -> "MOD(" + name + ", 3) = " + random.nextInt(3);
                    default -> name + operator + (random.nextInt(12) - 2);
                };
            case DECIMAL -> name + operator + one(List.of("0", "1.5", "-2.25", "7"));
            case STRING ->
                switch (random.nextInt(4)) {
                    case 0 -> name + " IN ('a', 's1', 's2', '')";
                    case 1 -> name + one(List.of(" LIKE '%1'", " LIKE 's%'", " NOT LIKE '_'"));
                    default -> name + operator + one(List.of("'a'", "'b'", "'s3'", "''"));
                };
            case DATE -> name + operator + "DATE '2024-02-29'";
            case TIME -> name + operator + "TIME '06:00:00'";
            case TIMESTAMP -> name + operator + "TIMESTAMP '2024-05-01 00:00:20'";
            default -> name + " IS NOT NULL";
        };
    }

    private static boolean comparable(Field field) {
        return switch (field.type().kind()) {
            case FLOAT, DOUBLE, BYTES, ARRAY, MAP, ROW -> false;
            default -> true;
        };
    }

    /** A value that is computed, or a column. */
    String value() {
        Field field = one(columns);
        String name = field.name();
        if (random.nextInt(8) == 0) {
            return "CASE WHEN " + condition(1) + " THEN " + name + " END";
        }
        return switch (field.type().kind()) {
            case INT, BIGINT ->
                switch (random.nextInt(6)) {
                    case 0 -> name + " + 1";
                    case 1 -> name + " * 2 - " + random.nextInt(5);
                    case 2 -> "MOD(" + name + ", 4)";
                    case 3 -> "COALESCE(" + name + ", -1)";
                    case 4 -> "CAST(" + name + " AS STRING)";
                    default -> name;
                };
            case DECIMAL -> one(List.of(name, "CAST(" + name + " AS DECIMAL(20, 4))", "NULLIF(" + name + ", 0)"));
            case STRING ->
                switch (random.nextInt(6)) {
                    case 0 -> "UPPER(" + name + ")";
                    case 1 -> name + " || '-'";
                    case 2 -> "SUBSTRING(" + name + ", 1, 1)";
                    case 3 -> "CHAR_LENGTH(" + name + ")";
                    case 4 -> "COALESCE(" + name + ", 'none')";
                    default -> name;
                };
            case BOOLEAN -> one(List.of(name, "NOT " + name, "COALESCE(" + name + ", FALSE)"));
            case TIMESTAMP ->
                one(List.of(name, name, "CAST(" + name + " AS DATE)", "EXTRACT(SECOND FROM " + name + ")"));
            default -> name;
        };
    }
}
