@NullMarked
package dev.tailrace.operators.sinks;

import org.jspecify.annotations.NullMarked;
