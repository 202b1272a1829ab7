/** Every edit of a pipeline, one a file. */
@NullMarked
package dev.tailrace.designer.commands;

import org.jspecify.annotations.NullMarked;
