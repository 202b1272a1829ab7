/** The pane at the right: what the selected node is set to, and how it does. Forms are generated from settings. */
@NullMarked
package dev.tailrace.designer.inspector;

import org.jspecify.annotations.NullMarked;
