/** What sinks show in the window: tables and charts, as values. */
@NullMarked
package dev.tailrace.operator.view;

import org.jspecify.annotations.NullMarked;
