@NullMarked
package dev.tailrace.proof;

import org.jspecify.annotations.NullMarked;
