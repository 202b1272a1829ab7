/** Servers that are asked over HTTP. */
@NullMarked
package dev.tailrace.connectors.http;

import org.jspecify.annotations.NullMarked;
