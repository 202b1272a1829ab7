@NullMarked
package dev.tailrace.operators;

import org.jspecify.annotations.NullMarked;
