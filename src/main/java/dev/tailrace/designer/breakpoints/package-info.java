/** Breakpoints as a person sets them, and a run that is held at one. */
@NullMarked
package dev.tailrace.designer.breakpoints;

import org.jspecify.annotations.NullMarked;
