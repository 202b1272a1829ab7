/**
 * What functions in Java see of Tailrace: one's own code as a node of a pipeline. A function is a public class with a
 * public constructor without parameters that implements {@link dev.tailrace.sdk.RowFunction} or {@link
 * dev.tailrace.sdk.ProcessFunction}, in a jar. {@code docs/SDK.md} says how to build one.
 */
@NullMarked
package dev.tailrace.sdk;

import org.jspecify.annotations.NullMarked;
