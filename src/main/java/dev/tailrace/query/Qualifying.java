package dev.tailrace.query;

import dev.tailrace.query.Column.Promise;
import dev.tailrace.query.Expressions.Resolver;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** QUALIFY with ROW_NUMBER(): the bound of a rank in the query that numbers its rows. */
final class Qualifying {
    private final Drawing drawing;
    private final Ranking ranking;
    private final Shaping shaping;
    private final Expressions expressions;

    Qualifying(Drawing drawing) {
        this.drawing = drawing;
        this.ranking = new Ranking(drawing);
        this.shaping = new Shaping(drawing);
        this.expressions = new Expressions(drawing);
    }

    /** The rows that pass, and the columns of the SELECT, which name the rank instead of computing it. */
    record Drawn(Scope scope, List<Item> items, Resolver resolver) {}

    /** @param others what names mean that are not the rank's */
    Drawn draw(
            List<Item> items,
            List<SqlNode> conditions,
            Scope scope,
            Resolver others,
            OverWindows.Windows windows,
            String label) {
        SqlCall over = number(items, conditions);
        String rank = rank(items, scope);
        List<Item> named = items.stream()
                .map(item ->
                        item.column() == null ? new Item(item.name(), replaced(item.node(), over, rank), null) : item)
                .toList();
        Scope numbered = ranking.number(scope, over, windows.of(over), others);
        List<Scope.Entry> entries = new ArrayList<>(numbered.entries());
        entries.add(new Scope.Entry(null, List.of(Column.promised(rank, Promise.ROW_NUMBER))));
        Scope ranked = new Scope(numbered.stream(), entries, numbered.pending());
        List<SqlNode> rest = new ArrayList<>();
        conditions.forEach(condition -> rest.add(replaced(condition, over, rank)));
        boolean isRead = named.stream()
                .anyMatch(item ->
                        item.column() == null && Expressions.contains(item.node(), node -> isNamed(node, rank)));
        Scope bounded = ranking.bounded(ranked, rest, isRead);
        Resolver resolver =
                node -> isNamed(node, rank) ? expressions.over(bounded).column(node) : others.column(node);
        return new Drawn(bounded.with(shaping.filter(bounded.stream(), rest, resolver, label)), named, resolver);
    }

    /** The only ROW_NUMBER() that is asked. */
    private SqlCall number(List<Item> items, List<SqlNode> conditions) {
        List<SqlCall> found = new ArrayList<>();
        conditions.forEach(condition -> collect(condition, found));
        items.stream().filter(item -> item.column() == null).forEach(item -> collect(item.node(), found));
        if (found.isEmpty()) {
            throw drawing.refuse(conditions.get(0), "query.qualify");
        }
        for (SqlCall other : found) {
            if (!Expressions.same(found.get(0), other)) {
                throw drawing.refuse(other, "query.two-row-numbers");
            }
        }
        return found.get(0);
    }

    private static void collect(@Nullable SqlNode node, List<SqlCall> found) {
        if (node == null) {
            return;
        }
        if (Ranking.isRowNumber(node)) {
            found.add((SqlCall) node);
        } else if (node instanceof SqlNodeList list) {
            list.forEach(member -> collect(member, found));
        } else if (node instanceof SqlCall call) {
            call.getOperandList().forEach(operand -> collect(operand, found));
        }
    }

    /** What the SELECT calls the number, or a name that no column has. */
    private String rank(List<Item> items, Scope scope) {
        for (Item item : items) {
            if (item.column() == null
                    && Ranking.isRowNumber(item.node())
                    && !item.name().startsWith("EXPR$")) {
                return item.name();
            }
        }
        String name = "row_number";
        while (isTaken(name, scope)) {
            name = name + "_1";
        }
        return name;
    }

    private static boolean isTaken(String name, Scope scope) {
        return scope.columns().stream().anyMatch(column -> column.name().equals(name));
    }

    private static boolean isNamed(SqlNode node, String rank) {
        return node instanceof SqlIdentifier name
                && name.isSimple()
                && name.getSimple().equals(rank);
    }

    /** The same with the name of the number where it is asked, at the place of what it stands for. */
    private static SqlNode replaced(SqlNode node, SqlCall over, String rank) {
        if (Ranking.isRowNumber(node)) {
            return new SqlIdentifier(rank, node.getParserPosition());
        }
        SqlNode replaced = node.accept(new SqlShuttle() {
            @Override
            public @Nullable SqlNode visit(SqlCall call) {
                return Expressions.same(call, over)
                        ? new SqlIdentifier(rank, call.getParserPosition())
                        : super.visit(call);
            }
        });
        return replaced == null ? node : replaced;
    }

    /** Names of the SELECT for what OVER gives, beside all others. */
    static Resolver named(List<Item> items, Scope scope, Resolver resolver, Drawing drawing) {
        return node -> {
            if (node instanceof SqlIdentifier name && name.isSimple() && scope.find(name, drawing) == null) {
                for (Item item : items) {
                    if (item.column() == null && item.name().equals(name.getSimple())) {
                        return resolver.column(item.node());
                    }
                }
            }
            return resolver.column(node);
        };
    }
}
