@NullMarked
package dev.tailrace.engine;

import org.jspecify.annotations.NullMarked;
