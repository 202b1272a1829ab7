/** Pipelines as other files: pictures, Flink SQL, a description in Markdown, a copy. */
@NullMarked
package dev.tailrace.designer.export;

import org.jspecify.annotations.NullMarked;
