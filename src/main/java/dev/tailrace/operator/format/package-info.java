/** What turns bytes into columns and back, whatever brings the bytes. */
@NullMarked
package dev.tailrace.operator.format;

import org.jspecify.annotations.NullMarked;
