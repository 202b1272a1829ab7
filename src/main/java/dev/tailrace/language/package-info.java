/** SQL scalar expressions with Flink's meaning: checked while the person types, compiled to loops over columns. */
@NullMarked
package dev.tailrace.language;

import org.jspecify.annotations.NullMarked;
