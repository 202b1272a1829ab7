/** Texts of one line that hold named fields: log lines, URLs, what a regular expression finds. */
@NullMarked
package dev.tailrace.formats.line;

import org.jspecify.annotations.NullMarked;
