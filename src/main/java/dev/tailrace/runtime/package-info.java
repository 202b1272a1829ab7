/** What a running pipeline shows, whichever engine runs it. */
@NullMarked
package dev.tailrace.runtime;

import org.jspecify.annotations.NullMarked;
