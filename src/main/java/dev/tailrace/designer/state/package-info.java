/** The pane that shows what nodes keep while they run. It asks the run for looks and changes nothing. */
@NullMarked
package dev.tailrace.designer.state;

import org.jspecify.annotations.NullMarked;
