/** The start screen: samples, recent files, new and open. */
@NullMarked
package dev.tailrace.designer.start;

import org.jspecify.annotations.NullMarked;
