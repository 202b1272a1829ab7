package dev.tailrace.operator;

import dev.tailrace.data.Nearest;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Problem.Fix;
import dev.tailrace.data.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks of names that settings give to columns or take from the input. */
public final class ColumnNames {
    private ColumnNames() {}

    /** The problem of a name that the schema lacks, or null if it is there. */
    public static @Nullable Problem check(String name, Schema schema, String place) {
        if (schema.contains(name)) {
            return null;
        }
        String nearest = Nearest.to(name, schema.names()).orElse(null);
        if (nearest == null) {
            return Problem.error("operators.unknown-column", name, String.join(", ", schema.names()))
                    .in(place);
        }
        return Problem.error("operators.unknown-column-near", name, nearest)
                .in(place)
                .fixedBy(new Fix.ReplaceText("operators.fix.use-column", List.of(nearest), nearest));
    }

    /** Checks a list setting; the places are {@code setting[0]} and so on. */
    public static List<Problem> check(List<String> names, Schema schema, String setting) {
        List<Problem> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String place = setting + "[" + i + "]";
            Problem unknown = check(names.get(i), schema, place);
            if (unknown != null) {
                problems.add(unknown);
            } else if (!seen.add(names.get(i))) {
                problems.add(Problem.error("operators.column-twice", names.get(i))
                        .in(place)
                        .fixedBy(new Fix.RemoveSetting("operators.fix.remove", List.of(names.get(i)), place)));
            }
        }
        return problems;
    }

    /**
     * Takes the name of a column that leaves the node.
     *
     * @param taken the names so far; the new one is added
     * @return what is wrong with it, or null
     */
    public static @Nullable Problem take(String name, Set<String> taken, String place) {
        boolean isName = place.equals("name") || place.endsWith(".name");
        if (name.isBlank()) {
            Problem missing = Problem.error("operators.name-missing").in(place);
            return isName ? missing.fixedBy(naming(fresh("column", taken))) : missing;
        }
        if (taken.add(name)) {
            return null;
        }
        Problem twice = Problem.error("operators.duplicate-name", name).in(place);
        return isName ? twice.fixedBy(naming(fresh(name, taken))) : twice;
    }

    private static Fix naming(String name) {
        return new Fix.ReplaceText("operators.fix.name", List.of(name), name);
    }

    /** The name with the first number that makes it new. */
    private static String fresh(String name, Set<String> taken) {
        int number = 2;
        while (taken.contains(name + "_" + number)) {
            number++;
        }
        return name + "_" + number;
    }
}
