@NullMarked
package dev.tailrace.operators.sources;

import org.jspecify.annotations.NullMarked;
