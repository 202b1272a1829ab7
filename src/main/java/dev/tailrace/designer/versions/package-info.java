/** Versions of a pipeline beside each other: what differs in words and in pictures, and taking single changes over. */
@NullMarked
package dev.tailrace.designer.versions;

import org.jspecify.annotations.NullMarked;
