@NullMarked
package dev.tailrace.operator.state;

import org.jspecify.annotations.NullMarked;
