/** What operators that join two inputs have in common: settings, columns, demand, SQL; rows in wait and their pairs. */
@NullMarked
package dev.tailrace.operator.join;

import org.jspecify.annotations.NullMarked;
