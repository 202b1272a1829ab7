package dev.tailrace.query;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.jspecify.annotations.Nullable;

/** Draws queries, each by the class that knows its kind. */
final class Queries {
    private final Drawing drawing;
    private final Deque<String> labels = new ArrayDeque<>();
    private final Select select;

    Queries(Drawing drawing) {
        this.drawing = drawing;
        this.select = new Select(drawing, this);
    }

    /** What the rows of the query that is being drawn are called. */
    String label() {
        String label = labels.peek();
        return label == null ? "query" : label;
    }

    /** @param label what the rows are called: the name of the view or of the query in WITH, or an alias */
    Relation draw(SqlNode query, Tables tables, String label) {
        return draw(query, OrderKeys.NONE, tables, label);
    }

    /** @param keys by which the rows are going to be ordered, as far as they come from a SELECT */
    Relation draw(SqlNode query, OrderKeys keys, Tables tables, String label) {
        int before = drawing.size();
        labels.push(label);
        try {
            Relation relation = relation(query, keys, tables, label);
            drawing.name(relation.stream(), label, before);
            return relation;
        } finally {
            labels.pop();
        }
    }

    /** The same with the columns that a list gives, as after the name of a view. */
    Relation draw(SqlNode query, @Nullable SqlNodeList names, Tables tables, String label) {
        if (names == null || names.isEmpty()) {
            return draw(query, tables, label);
        }
        if (query.getKind() == SqlKind.VALUES) {
            return new ValuesDrawing(drawing)
                    .draw(
                            (SqlCall) query,
                            names.stream()
                                    .map(name -> ((SqlIdentifier) name).getSimple())
                                    .toList());
        }
        Relation relation = draw(query, tables, label);
        if (names.size() != relation.columns().size()) {
            throw drawing.refuse(
                    names, "query.column-list", names.size(), relation.columns().size());
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(relation.columns().get(i).renamed(((SqlIdentifier) names.get(i)).getSimple()));
        }
        return new Relation(relation.stream(), columns, relation.pending());
    }

    private Relation relation(SqlNode query, OrderKeys keys, Tables tables, String label) {
        switch (query.getKind()) {
            case SELECT:
                return select.draw((SqlSelect) query, keys, tables, label);
            case WITH:
                return with((SqlWith) query, keys, tables, label);
            case ORDER_BY:
                return new OrderBy(drawing, this).draw((SqlOrderBy) query, tables, label);
            case UNION, INTERSECT, EXCEPT:
                return new SetOperations(drawing, this).draw((SqlCall) query, tables, label);
            case EXPLICIT_TABLE:
                return new From(drawing, this).named((SqlIdentifier) ((SqlCall) query).operand(0), tables);
            case VALUES:
                return new ValuesDrawing(drawing).draw((SqlCall) query, List.of());
            default:
                throw drawing.refuse(query, "query.not-a-query");
        }
    }

    /** Each query of WITH is drawn when it is first named; it sees those before it. */
    private Relation with(SqlWith with, OrderKeys keys, Tables tables, String label) {
        Tables inner = tables;
        for (SqlNode node : with.withList) {
            SqlWithItem item = (SqlWithItem) node;
            Tables visible = inner;
            inner = new Tables(visible);
            String name = item.name.getSimple();
            inner.add(name, () -> named(draw(item.query, item.columnList, visible, name), item.query, name));
        }
        return draw(with.body, keys, inner, label);
    }

    /** What has a name is a node with columns of the names that it gives, unless somebody has still to draw it. */
    Relation named(Relation relation, SqlNode query, String name) {
        if (relation.pending() != null || relation.hasDrawnNames()) {
            return relation;
        }
        int before = drawing.size();
        Relation named = new Shaping(drawing).named(relation, List.of(), drawing.range(query), name);
        drawing.name(named.stream(), name, before);
        return named;
    }

    /**
     * The rows of a whole statement: drawn, with just the columns that it gives.
     *
     * @param always whether there has to be a node
     */
    Relation result(SqlNode query, Tables tables, String label, boolean always) {
        int before = drawing.size();
        Relation relation = new Pendings(drawing).settle(draw(query, tables, label));
        boolean isPassedOn = always && drawing.size() == before;
        Relation result = isPassedOn || !relation.isDrawn()
                ? new Shaping(drawing).named(relation, List.of(), drawing.range(query), label)
                : relation;
        drawing.name(result.stream(), label, before);
        return result;
    }

    static boolean isQuery(SqlNode node) {
        return node.isA(SqlKind.QUERY);
    }
}
