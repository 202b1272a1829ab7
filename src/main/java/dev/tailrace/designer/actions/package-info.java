/** Everything that can be done, with its key and when it can be done; menus and the command palette read it. */
@NullMarked
package dev.tailrace.designer.actions;

import org.jspecify.annotations.NullMarked;
