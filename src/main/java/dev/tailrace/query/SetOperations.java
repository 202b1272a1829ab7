package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Schema;
import dev.tailrace.language.ParsedSql.Range;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSetOperator;

/** UNION ALL, UNION, INTERSECT and EXCEPT. */
final class SetOperations {
    private final Drawing drawing;
    private final Queries queries;

    SetOperations(Drawing drawing, Queries queries) {
        this.drawing = drawing;
        this.queries = queries;
    }

    Relation draw(SqlCall call, Tables tables, String label) {
        boolean isAll = isAll(call);
        if (call.getKind() != SqlKind.UNION) {
            if (isAll) {
                throw drawing.refuse(
                        call, "query.set-operation", call.getOperator().getName());
            }
            return compared(call, tables, label);
        }
        List<SqlNode> branches = new ArrayList<>();
        flatten(call, isAll, branches);
        Range place = drawing.range(call);
        Relation all = Relation.of(united(drawn(branches, tables, label), label, place));
        return isAll ? all : new Grouping(drawing).distinct(all, place, label);
    }

    /** The branches with columns under the names of the first. */
    private List<Relation> drawn(List<SqlNode> branches, Tables tables, String label) {
        List<Relation> relations = new ArrayList<>();
        List<String> names = List.of();
        Shaping shaping = new Shaping(drawing);
        for (int i = 0; i < branches.size(); i++) {
            SqlNode branch = branches.get(i);
            String name = label + " " + (i + 1);
            int before = drawing.size();
            Relation relation = queries.draw(branch, tables, name);
            if (i == 0) {
                names = relation.columns().stream().map(Column::name).toList();
            } else if (relation.columns().size() != names.size()) {
                throw drawing.refuse(
                        branch, "query.union-columns", i + 1, relation.columns().size(), names.size());
            }
            boolean fits = relation.isDrawn()
                    && relation.stream().type().schema().names().equals(names);
            Relation drawn = fits ? relation : shaping.named(relation, names, drawing.range(branch), name);
            drawing.name(drawn.stream(), name, before);
            relations.add(drawn);
        }
        return relations;
    }

    private Stream united(List<Relation> relations, String label, Range place) {
        List<Stream> streams = relations.stream().map(Relation::stream).toList();
        return drawing.add(new Part("union", label, Drawing.settings(), place).reading("in", streams));
    }

    /** INTERSECT and EXCEPT: each combination of the columns once, with what is asked of the queries that have it. */
    private Relation compared(SqlCall call, Tables tables, String label) {
        Range place = drawing.range(call);
        List<Relation> relations = drawn(call.getOperandList(), tables, label);
        List<Column> columns = relations.get(0).columns();
        Schema schema = relations.get(0).stream().type().schema();
        String query = Drawing.free("query", schema);
        List<Relation> numbered = new ArrayList<>();
        for (int i = 0; i < relations.size(); i++) {
            ObjectNode settings = Drawing.settings();
            settings.putArray("columns").addObject().put("name", query).put("expression", Integer.toString(i + 1));
            numbered.add(
                    Relation.of(drawing.add(new Part("derive", label + " " + query + " " + (i + 1), settings, place)
                            .reading("in", relations.get(i).stream()))));
        }
        String first = Drawing.free("first_query", schema);
        String last = Drawing.free("last_query", schema);
        ObjectNode settings = Drawing.settings();
        schema.names().forEach(settings.putArray("groupBy")::add);
        ArrayNode aggregates = settings.putArray("aggregates");
        aggregates.addObject().put("name", first).put("function", "min").put("argument", query);
        aggregates.addObject().put("name", last).put("function", "max").put("argument", query);
        Stream groups = drawing.add(new Part("group-aggregate", label + " groups", settings, place)
                .reading("in", united(numbered, label + " rows", place)));
        String condition = call.getKind() == SqlKind.INTERSECT ? first + " = 1 AND " + last + " = 2" : last + " = 1";
        Stream stream = drawing.add(
                new Part("filter", label, Drawing.settings().put("condition", condition), place).reading("in", groups));
        return new Relation(stream, columns, null);
    }

    private static boolean isAll(SqlCall call) {
        return ((SqlSetOperator) call.getOperator()).isAll();
    }

    /** Unions of unions of the same kind are one. */
    private static void flatten(SqlCall call, boolean isAll, List<SqlNode> branches) {
        for (SqlNode operand : call.getOperandList()) {
            if (operand.getKind() == SqlKind.UNION && isAll((SqlCall) operand) == isAll) {
                flatten((SqlCall) operand, isAll, branches);
            } else {
                branches.add(operand);
            }
        }
    }
}
