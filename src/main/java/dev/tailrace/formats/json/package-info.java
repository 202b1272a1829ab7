/** JSON Lines: one object a line. */
@NullMarked
package dev.tailrace.formats.json;

import org.jspecify.annotations.NullMarked;
