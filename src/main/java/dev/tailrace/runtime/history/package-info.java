/** What stays of runs after their end: a folder each, written beside the run, listed and compared later. */
@NullMarked
package dev.tailrace.runtime.history;

import org.jspecify.annotations.NullMarked;
