/** State of operators as named tables, and the structures that hold it at run time. */
@NullMarked
package dev.tailrace.operator.state;

import org.jspecify.annotations.NullMarked;
