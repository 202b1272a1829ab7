/** Pipelines as files: opening, saving, recovery after a crash, recent files, trust. */
@NullMarked
package dev.tailrace.designer.files;

import org.jspecify.annotations.NullMarked;
