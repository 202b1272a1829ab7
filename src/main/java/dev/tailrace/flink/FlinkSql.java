package dev.tailrace.flink;

import dev.tailrace.data.Problem;
import dev.tailrace.operator.flink.FlinkScript;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A pipeline as a Flink SQL script, in the parts that a runner needs apart from each other. Without semicolons.
 *
 * @param name of the pipeline
 * @param settings values of the SET statements by key, in their order
 * @param definitions tables and views, each after those it reads
 * @param inserts one per sink; they make up one statement set
 * @param refusals why some nodes cannot be said with the same answers; those nodes, and all below them, are left out
 */
public record FlinkSql(
        String name,
        Map<String, String> settings,
        List<Statement> definitions,
        List<Statement> inserts,
        List<Problem> refusals) {

    /**
     * One statement.
     *
     * @param comment one line that stands above it, such as the node's name; may be empty
     */
    public record Statement(String comment, String sql) {}

    public FlinkSql {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        definitions = List.copyOf(definitions);
        inserts = List.copyOf(inserts);
        refusals = List.copyOf(refusals);
    }

    /** Whether the script says the whole pipeline; only then may it run. */
    public boolean isComplete() {
        return refusals.isEmpty();
    }

    /** The script statement by statement, as a client sends it, without comments. */
    public List<String> statements() {
        List<String> statements = new ArrayList<>();
        settings.forEach((key, value) -> statements.add(set(key, value)));
        definitions.forEach(statement -> statements.add(statement.sql()));
        if (!inserts.isEmpty()) {
            statements.add(inserts.stream()
                    .map(statement -> statement.sql() + ";\n")
                    .collect(Collectors.joining("", "EXECUTE STATEMENT SET BEGIN\n", "END")));
        }
        return statements;
    }

    /** The script as people read it and as Flink's SQL client takes it. */
    public String script() {
        StringBuilder script = new StringBuilder("-- ").append(oneLine(name)).append("\n\n");
        settings.forEach((key, value) -> script.append(set(key, value)).append(";\n"));
        for (Statement statement : definitions) {
            script.append('\n');
            append(script, statement);
        }
        if (!inserts.isEmpty()) {
            script.append("\nEXECUTE STATEMENT SET BEGIN\n");
            inserts.forEach(statement -> append(script, statement));
            script.append("END;\n");
        }
        return script.toString();
    }

    private static String set(String key, String value) {
        return "SET " + FlinkScript.literal(key) + " = " + FlinkScript.literal(value);
    }

    /** The text of the statement is not indented: it may hold literals of several lines. */
    private static void append(StringBuilder script, Statement statement) {
        if (!statement.comment().isEmpty()) {
            script.append("-- ").append(oneLine(statement.comment())).append('\n');
        }
        script.append(statement.sql()).append(";\n");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ").strip();
    }
}
