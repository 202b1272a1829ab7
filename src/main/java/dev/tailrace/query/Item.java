package dev.tailrace.query;

import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * A column of a SELECT's result.
 *
 * @param node what it is; for a column that a star stands for, the star
 * @param column what a star stands for, else null
 */
record Item(String name, SqlNode node, @Nullable Column column) {}
