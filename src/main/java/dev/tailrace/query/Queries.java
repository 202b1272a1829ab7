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
        int before = drawing.size();
        labels.push(label);
        try {
            Relation relation = relation(query, tables, label);
            drawing.name(relation.stream(), label, before);
            return relation;
        } finally {
            labels.pop();
        }
    }

    /** The same with the columns that a list gives, as after the name of a view. */
    Relation draw(SqlNode query, @Nullable SqlNodeList names, Tables tables, String label) {
        Relation relation = draw(query, tables, label);
        if (names == null || names.isEmpty()) {
            return relation;
        }
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

    private Relation relation(SqlNode query, Tables tables, String label) {
        switch (query.getKind()) {
            case SELECT:
                return select.draw((SqlSelect) query, tables, label);
            case WITH:
                return with((SqlWith) query, tables, label);
            case ORDER_BY:
                return ordered((SqlOrderBy) query, tables, label);
            case UNION, INTERSECT, EXCEPT:
                return new SetOperations(drawing, this).draw((SqlCall) query, tables, label);
            case EXPLICIT_TABLE:
                return new From(drawing, this).named((SqlIdentifier) ((SqlCall) query).operand(0), tables);
            case VALUES:
                throw drawing.refuse(query, "query.values");
            default:
                throw drawing.refuse(query, "query.not-a-query");
        }
    }

    /** Each query of WITH is drawn when it is first named; it sees those before it. */
    private Relation with(SqlWith with, Tables tables, String label) {
        Tables inner = tables;
        for (SqlNode node : with.withList) {
            SqlWithItem item = (SqlWithItem) node;
            Tables visible = inner;
            inner = new Tables(visible);
            String name = item.name.getSimple();
            inner.add(name, () -> named(draw(item.query, item.columnList, visible, name), item.query, name));
        }
        return draw(with.body, inner, label);
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

    private Relation ordered(SqlOrderBy order, Tables tables, String label) {
        if (order.offset != null) {
            throw drawing.refuse(order.offset, "query.offset");
        }
        Relation relation = draw(order.query, tables, label);
        if (order.fetch == null) {
            return new Ranking(drawing).sorted(settled(relation), order.orderList);
        }
        if (order.orderList.isEmpty()) {
            throw drawing.refuse(order.fetch, "query.limit-without-order");
        }
        return new Ranking(drawing).first(settled(relation), order.orderList, order.fetch, order.orderList);
    }

    private Relation settled(Relation relation) {
        Scope scope = new Pendings(drawing).settle(Scope.of(null, relation));
        return new Relation(scope.stream(), scope.columns(), null);
    }

    /**
     * The rows of a whole statement: drawn, with just the columns that it gives.
     *
     * @param always whether there has to be a node
     */
    Relation result(SqlNode query, Tables tables, String label, boolean always) {
        int before = drawing.size();
        Relation relation = settled(draw(query, tables, label));
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
