package dev.tailrace.query;

import dev.tailrace.data.Problem;
import dev.tailrace.language.Environment;
import dev.tailrace.language.ParsedSql;
import dev.tailrace.model.PortRef;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Expansion;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TextParameters;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;

/** Draws one query over given tables. */
public final class QueryDrawing {
    private QueryDrawing() {}

    /**
     * What the query is drawn of.
     *
     * @param text one query; may use {@code :name} for parameters
     * @param tables what it can name, each an input of the drawing
     * @param name what its rows are called
     * @return with one output {@code out}; problems have spans in the text
     */
    public static Expansion of(
            String text,
            Map<String, StreamType> tables,
            String name,
            Environment environment,
            Path baseDirectory,
            Catalogue catalogue) {
        ParsedSql sql = ParsedSql.of(text);
        if (!sql.problems().isEmpty()) {
            return Expansion.failed(sql.problems());
        }
        Drawing drawing = new Drawing(sql, catalogue, environment, new TextParameters(Map.of()), baseDirectory);
        try {
            return draw(sql, drawing, tables, name);
        } catch (Undrawable undrawable) {
            return Expansion.failed(undrawable.problems());
        } catch (StackOverflowError tooDeep) {
            return Expansion.failed(List.of(Problem.error("language.too-deep")));
        }
    }

    private static Expansion draw(ParsedSql sql, Drawing drawing, Map<String, StreamType> inputs, String name) {
        SqlNode query = sql.statements().get(0);
        if (sql.statements().size() > 1) {
            throw drawing.refuse(sql.statements().get(1), "query.one-query");
        }
        if (!Queries.isQuery(query)) {
            throw drawing.refuse(query, "query.only-queries");
        }
        Tables tables = new Tables(null);
        inputs.forEach((table, type) -> tables.add(table, () -> Relation.of(new Stream(null, table, type))));
        Relation relation = new Queries(drawing).result(query, tables, name, true);
        Set<String> unused = tables.unused();
        if (!unused.isEmpty()) {
            throw drawing.refuse(query, "query.unused-table", unused.iterator().next());
        }
        Drawing.Result result = drawing.result(relation.stream());
        PortRef out = Objects.requireNonNull(result.port(relation.stream()));
        return new Expansion(
                result.nodes(),
                result.wires(),
                result.inputs(),
                Map.of("out", out),
                Output.of("out", relation.stream().type()));
    }
}
