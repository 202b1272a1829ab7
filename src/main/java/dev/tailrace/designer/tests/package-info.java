/** The tests of a pipeline: their table, what came of them, and the pane that shows both. */
@NullMarked
package dev.tailrace.designer.tests;

import org.jspecify.annotations.NullMarked;
