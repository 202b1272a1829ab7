@NullMarked
package dev.tailrace.operator.aggregate;

import org.jspecify.annotations.NullMarked;
