@NullMarked
package dev.tailrace.operators.time;

import org.jspecify.annotations.NullMarked;
