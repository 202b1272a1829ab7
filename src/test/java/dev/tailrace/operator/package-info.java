@NullMarked
package dev.tailrace.operator;

import org.jspecify.annotations.NullMarked;
