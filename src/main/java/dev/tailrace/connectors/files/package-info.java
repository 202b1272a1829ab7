/** Files of the local machine. */
@NullMarked
package dev.tailrace.connectors.files;

import org.jspecify.annotations.NullMarked;
