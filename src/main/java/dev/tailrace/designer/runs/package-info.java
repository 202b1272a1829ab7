/** Runs that have been: listed, drawn, compared and brought back. */
@NullMarked
package dev.tailrace.designer.runs;

import org.jspecify.annotations.NullMarked;
