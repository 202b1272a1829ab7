@org.jspecify.annotations.NullMarked
package dev.tailrace.operator.lookup;
