@org.jspecify.annotations.NullMarked
package dev.tailrace.formats;
