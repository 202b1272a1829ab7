/** The window: editing, running and watching pipelines. Knows {@code runtime}, not the engines. */
@NullMarked
package dev.tailrace.designer;

import org.jspecify.annotations.NullMarked;
