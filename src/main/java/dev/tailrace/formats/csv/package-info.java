/** Comma-separated values, RFC 4180. */
@NullMarked
package dev.tailrace.formats.csv;

import org.jspecify.annotations.NullMarked;
