/** The words of notes: Markdown, set in lines without a toolkit. */
@NullMarked
package dev.tailrace.designer.notes;

import org.jspecify.annotations.NullMarked;
