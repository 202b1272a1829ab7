/** Pipelines that are nodes of others: what their files hold, read before a check. */
@NullMarked
package dev.tailrace.operator.nested;

import org.jspecify.annotations.NullMarked;
