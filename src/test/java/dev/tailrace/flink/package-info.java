@NullMarked
package dev.tailrace.flink;

import org.jspecify.annotations.NullMarked;
