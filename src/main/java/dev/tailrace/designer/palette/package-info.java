/** The operators that can be added, by family and by search. */
@NullMarked
package dev.tailrace.designer.palette;

import org.jspecify.annotations.NullMarked;
