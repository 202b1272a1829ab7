/** Windows over event time: which one a row belongs to, when it is over, and the groups of those still open. */
@NullMarked
package dev.tailrace.operator.window;

import org.jspecify.annotations.NullMarked;
