/**
 * What compiled expressions call: Flink's scalar functions on primitives and slices of UTF-8. Public only because
 * generated classes live in a class loader of their own.
 */
@NullMarked
package dev.tailrace.language.functions;

import org.jspecify.annotations.NullMarked;
