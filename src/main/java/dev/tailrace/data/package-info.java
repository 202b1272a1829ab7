/** Types, schemas, columnar batches, row kinds and problems: what every other layer speaks in. */
@NullMarked
package dev.tailrace.data;

import org.jspecify.annotations.NullMarked;
