/** Finding one's way in a drawing, and editing many of its nodes at once. */
@NullMarked
package dev.tailrace.designer.finding;

import org.jspecify.annotations.NullMarked;
