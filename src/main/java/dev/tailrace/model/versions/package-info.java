/** Two versions of a pipeline beside each other: how they differ, and how edits of both become one. */
@NullMarked
package dev.tailrace.model.versions;

import org.jspecify.annotations.NullMarked;
