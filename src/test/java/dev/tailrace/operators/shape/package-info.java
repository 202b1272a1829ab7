@NullMarked
package dev.tailrace.operators.shape;

import org.jspecify.annotations.NullMarked;
