/** What brings rows in from, and takes them out to, the world outside: one folder each. */
@NullMarked
package dev.tailrace.connectors;

import org.jspecify.annotations.NullMarked;
