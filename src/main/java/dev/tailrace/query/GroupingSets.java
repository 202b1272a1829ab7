package dev.tailrace.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/**
 * What GROUP BY groups by: one set of expressions, or several where GROUPING SETS, CUBE or ROLLUP say so. Those of
 * elements beside each other are combined, each with each.
 *
 * @param all expressions, each once, in their order
 * @param sets positions in {@code all}
 */
record GroupingSets(List<SqlNode> all, List<List<Integer>> sets) {
    private static final int MAX_SETS = 64;

    GroupingSets {
        all = List.copyOf(all);
        sets = List.copyOf(sets);
    }

    static GroupingSets of(@Nullable SqlNodeList group, Drawing drawing) {
        List<List<SqlNode>> sets = List.of(List.of());
        for (SqlNode element : group == null ? SqlNodeList.EMPTY : group) {
            sets = product(sets, alternatives(element));
            if (sets.size() > MAX_SETS) {
                throw drawing.refuse(element, "query.grouping-sets", sets.size(), MAX_SETS);
            }
        }
        List<SqlNode> all = new ArrayList<>();
        List<List<Integer>> places = new ArrayList<>();
        for (List<SqlNode> set : sets) {
            List<Integer> ofSet = new ArrayList<>();
            for (SqlNode node : set) {
                if (place(node, all) < 0) {
                    all.add(node);
                }
                if (!ofSet.contains(place(node, all))) {
                    ofSet.add(place(node, all));
                }
            }
            places.add(ofSet);
        }
        return new GroupingSets(all, places);
    }

    private static int place(SqlNode node, List<SqlNode> all) {
        for (int i = 0; i < all.size(); i++) {
            if (Expressions.same(all.get(i), node)) {
                return i;
            }
        }
        return -1;
    }

    /** The position of an expression, or -1 if it is none of these. */
    int place(SqlNode node) {
        return place(node, all);
    }

    boolean isOne() {
        return sets.size() == 1;
    }

    private static List<List<SqlNode>> alternatives(SqlNode element) {
        return switch (element.getKind()) {
            case GROUPING_SETS ->
                ((SqlCall) element)
                        .getOperandList().stream()
                                .flatMap(set -> alternatives(set).stream())
                                .toList();
            case ROLLUP -> rollup(((SqlCall) element).getOperandList());
            case CUBE -> cube(((SqlCall) element).getOperandList());
            default -> List.of(members(element));
        };
    }

    /** What stands in the parentheses of a row; an expression alone otherwise. */
    private static List<SqlNode> members(SqlNode element) {
        if (element instanceof SqlNodeList list) {
            return List.copyOf(list.getList());
        }
        return element.getKind() == SqlKind.ROW ? ((SqlCall) element).getOperandList() : List.of(element);
    }

    private static List<List<SqlNode>> rollup(List<SqlNode> elements) {
        List<List<SqlNode>> sets = new ArrayList<>();
        for (int size = elements.size(); size >= 0; size--) {
            sets.add(elements.subList(0, size).stream()
                    .flatMap(element -> members(element).stream())
                    .toList());
        }
        return sets;
    }

    private static List<List<SqlNode>> cube(List<SqlNode> elements) {
        List<List<SqlNode>> sets = List.of(List.of());
        for (SqlNode element : elements) {
            sets = product(sets, List.of(members(element), List.of()));
        }
        return sets;
    }

    private static List<List<SqlNode>> product(List<List<SqlNode>> sets, List<List<SqlNode>> others) {
        List<List<SqlNode>> product = new ArrayList<>();
        for (List<SqlNode> set : sets) {
            for (List<SqlNode> other : others) {
                List<SqlNode> both = new ArrayList<>(set);
                both.addAll(other);
                product.add(both);
            }
        }
        return product;
    }
}
