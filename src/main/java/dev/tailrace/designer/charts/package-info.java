/** Charts of chart sinks, drawn in immediate mode. */
@NullMarked
package dev.tailrace.designer.charts;

import org.jspecify.annotations.NullMarked;
