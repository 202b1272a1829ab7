package dev.tailrace.query;

import dev.tailrace.language.ParsedSql.Range;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSetOperator;

/** UNION ALL and UNION. */
final class SetOperations {
    private final Drawing drawing;
    private final Queries queries;

    SetOperations(Drawing drawing, Queries queries) {
        this.drawing = drawing;
        this.queries = queries;
    }

    Relation draw(SqlCall call, Tables tables, String label) {
        if (call.getKind() != SqlKind.UNION) {
            throw drawing.refuse(call, "query.set-operation", call.getOperator().getName());
        }
        boolean isAll = isAll(call);
        List<SqlNode> branches = new ArrayList<>();
        flatten(call, isAll, branches);
        List<Stream> streams = new ArrayList<>();
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
            Range place = drawing.range(branch);
            boolean fits = relation.isDrawn()
                    && relation.stream().type().schema().names().equals(names);
            Relation drawn = fits ? relation : shaping.named(relation, names, place, name);
            drawing.name(drawn.stream(), name, before);
            streams.add(drawn.stream());
        }
        Range place = drawing.range(call);
        Stream union = drawing.add(new Part("union", label, Drawing.settings(), place).reading("in", streams));
        Relation all = Relation.of(union);
        return isAll ? all : new Grouping(drawing).distinct(all, place, label);
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
