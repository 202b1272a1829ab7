/** SQL queries and scripts as drawings: each relational construct becomes the operators that mean the same. */
@NullMarked
package dev.tailrace.query;

import org.jspecify.annotations.NullMarked;
