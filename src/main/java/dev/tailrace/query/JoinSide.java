package dev.tailrace.query;

import org.apache.calcite.sql.SqlNode;

/**
 * One of the two inputs of a join.
 *
 * @param name what it is called in names of nodes and columns
 * @param table in the SQL
 */
record JoinSide(Scope scope, String name, SqlNode table) {
    JoinSide with(Scope newScope) {
        return new JoinSide(newScope, name, table);
    }
}
