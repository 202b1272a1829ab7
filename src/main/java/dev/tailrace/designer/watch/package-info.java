/** What a running pipeline looks like: rates, states and causes from the counters of a run. No toolkit. */
@NullMarked
package dev.tailrace.designer.watch;

import org.jspecify.annotations.NullMarked;
