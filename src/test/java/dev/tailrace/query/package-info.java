@org.jspecify.annotations.NullMarked
package dev.tailrace.query;
