@NullMarked
package dev.tailrace.operators.combine;

import org.jspecify.annotations.NullMarked;
