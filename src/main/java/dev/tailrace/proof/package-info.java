/** Tests of pipelines: given rows in, what comes out compared with what should. */
@NullMarked
package dev.tailrace.proof;

import org.jspecify.annotations.NullMarked;
