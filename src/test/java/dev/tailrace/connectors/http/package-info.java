@NullMarked
package dev.tailrace.connectors.http;

import org.jspecify.annotations.NullMarked;
