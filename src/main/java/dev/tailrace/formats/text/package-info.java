/** Values written as text, as CSV and JSON hold them: bytes to columns and columns to bytes, without a String between. */
@NullMarked
package dev.tailrace.formats.text;

import org.jspecify.annotations.NullMarked;
