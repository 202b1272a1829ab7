@NullMarked
package dev.tailrace.language;

import org.jspecify.annotations.NullMarked;
