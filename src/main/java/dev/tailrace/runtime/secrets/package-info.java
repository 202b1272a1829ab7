/** Secrets that pipelines name and never hold: where they are kept, and who may read them. */
@NullMarked
package dev.tailrace.runtime.secrets;

import org.jspecify.annotations.NullMarked;
