/** Operators that keep what they know of each key and give a changelog of it. */
@NullMarked
package dev.tailrace.operators.analyse;

import org.jspecify.annotations.NullMarked;
