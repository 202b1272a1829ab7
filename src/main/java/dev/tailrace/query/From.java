package dev.tailrace.query;

import dev.tailrace.data.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** The FROM clause: tables, queries, windows and joins of them. */
final class From {
    private final Drawing drawing;
    private final Queries queries;
    private final Joins joins;

    From(Drawing drawing, Queries queries) {
        this.drawing = drawing;
        this.queries = queries;
        this.joins = new Joins(drawing, queries, this);
    }

    Scope draw(SqlNode table, Tables tables) {
        return draw(table, null, tables);
    }

    /** @param where conditions of WHERE; those that a join can decide are taken out */
    Scope draw(SqlNode table, Tables tables, List<SqlNode> where) {
        return table instanceof SqlJoin join ? joins.draw(join, tables, where) : draw(table, tables);
    }

    private Scope draw(SqlNode table, @Nullable String alias, Tables tables) {
        switch (table.getKind()) {
            case AS:
                return aliased((SqlCall) table, tables);
            case IDENTIFIER:
                SqlIdentifier name = (SqlIdentifier) table;
                return Scope.of(alias == null ? last(name) : alias, named(name, tables));
            case EXPLICIT_TABLE:
                return draw(((SqlCall) table).operand(0), alias, tables);
            case COLLECTION_TABLE:
                return collection(((SqlCall) table).operand(0), alias, tables);
            case JOIN:
                return joins.draw((SqlJoin) table, tables, new ArrayList<>());
            case SNAPSHOT:
                throw drawing.refuse(table, "query.snapshot-alone");
            case TABLE_REF:
                throw drawing.refuse(table, "query.table-hint");
            case MATCH_RECOGNIZE:
                return new Patterns(drawing, this).draw((SqlMatchRecognize) table, alias, tables);
            case UNNEST:
                return elements(table);
            case LATERAL:
                throw drawing.refuse(table, "query.not-offered", table.getKind().name());
            default:
                if (table.isA(SqlKind.QUERY)) {
                    Relation query = queries.draw(table, tables, alias == null ? queries.label() : alias);
                    return Scope.of(alias, query);
                }
                throw drawing.refuse(table, "query.not-offered", table.getKind().name());
        }
    }

    private Scope aliased(SqlCall as, Tables tables) {
        String alias = ((SqlIdentifier) as.operand(1)).getSimple();
        if (Unnesting.Call.of(as) != null) {
            return elements(as);
        }
        List<SqlNode> names = as.getOperandList().subList(2, as.operandCount());
        if (as.operand(0).getKind() == SqlKind.VALUES) {
            return Scope.of(alias, new ValuesDrawing(drawing).draw(as.operand(0), alias, names));
        }
        Scope scope = draw(as.operand(0), alias, tables);
        if (names.isEmpty()) {
            return scope;
        }
        List<Column> columns = scope.columns();
        if (columns.size() != names.size()) {
            throw drawing.refuse(as, "query.column-list", names.size(), columns.size());
        }
        List<Column> renamed = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            renamed.add(columns.get(i).renamed(((SqlIdentifier) names.get(i)).getSimple()));
        }
        return new Scope(scope.stream(), List.of(new Scope.Entry(alias, renamed)), scope.pending());
    }

    /** UNNEST of an array that is of no row: elements of one row that has nothing else. */
    private Scope elements(SqlNode table) {
        Unnesting.Call call = Objects.requireNonNull(Unnesting.Call.of(table));
        Stream one = new ValuesDrawing(drawing).one(table).stream();
        return new Unnesting(drawing).draw(new Scope(one, List.of(), null), call, false, drawing.range(call.unnest()));
    }

    private Scope collection(SqlNode function, @Nullable String alias, Tables tables) {
        if (function instanceof SqlCall call && ChangelogFunctions.isOne(call)) {
            return new ChangelogFunctions(drawing, this).draw(call, alias, tables);
        }
        if (function instanceof SqlCall call && !function.isA(SqlKind.QUERY)) {
            return new WindowFunctions(drawing, this).draw(call, alias, tables);
        }
        throw drawing.refuse(function, "query.not-offered", "TABLE(...)");
    }

    /** The table, view or query of WITH of that name. */
    Relation named(SqlIdentifier name, Tables tables) {
        Relation found = tables.find(last(name));
        if (found != null) {
            return found;
        }
        Optional<String> nearest = Nearest.to(last(name), tables.names());
        if (nearest.isPresent()) {
            throw drawing.refuse(name, "query.unknown-table-near", last(name), nearest.get());
        }
        throw drawing.refuse(name, "query.unknown-table", last(name), String.join(", ", tables.names()));
    }

    /** Catalogs and databases before a name say nothing here. */
    private static String last(SqlIdentifier name) {
        return name.names.get(name.names.size() - 1);
    }
}
