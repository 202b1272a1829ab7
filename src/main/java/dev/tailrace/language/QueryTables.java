package dev.tailrace.language;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What may be named in a query, told from its tokens: the columns of all tables, and each table under its name and its
 * aliases as a row of its columns. Fast; loads no parser.
 */
public final class QueryTables {
    /** What a query is made of besides expressions, to be suggested. */
    public static final List<String> CLAUSES = List.of(
            "SELECT",
            "DISTINCT",
            "FROM",
            "WHERE",
            "GROUP BY",
            "HAVING",
            "JOIN",
            "LEFT JOIN",
            "ON",
            "AS",
            "UNION ALL",
            "WITH",
            "COUNT(*)",
            "SUM(",
            "AVG(",
            "MIN(",
            "MAX(");

    private static final Set<String> BEHIND_TABLES = Set.of("ON", "WHERE", "GROUP", "JOIN", "LEFT", "UNION");

    private QueryTables() {}

    /** The names that expressions of the query may use; of columns with the same name the first one. */
    public static Schema names(String query, Map<String, Schema> tables) {
        Map<String, Field> names = new LinkedHashMap<>();
        tables.values().forEach(schema -> schema.fields().forEach(field -> names.putIfAbsent(field.name(), field)));
        tables.forEach((name, schema) -> names.putIfAbsent(name, table(name, schema)));
        List<Token> tokens = Tokenizer.meaningful(query);
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Schema table = tables.get(tokens.get(i).of(query));
            int next = tokens.get(i + 1).of(query).equalsIgnoreCase("AS") ? i + 2 : i + 1;
            if (table != null && next < tokens.size() && tokens.get(next).kind() == Token.Kind.WORD) {
                String alias = tokens.get(next).of(query);
                if (!ReservedWords.contains(alias) && !BEHIND_TABLES.contains(alias)) {
                    names.putIfAbsent(alias, table(alias, table));
                }
            }
        }
        return new Schema(List.copyOf(names.values()));
    }

    private static Field table(String name, Schema schema) {
        return Field.required(name, DataType.row(schema.fields()));
    }

    /** Whether a word begins a clause, so that it is none of the columns. */
    public static boolean isClause(String word) {
        return CLAUSES.stream()
                .flatMap(clause -> List.of(clause.split("[ (*)]+")).stream())
                .anyMatch(part -> part.equalsIgnoreCase(word));
    }
}
