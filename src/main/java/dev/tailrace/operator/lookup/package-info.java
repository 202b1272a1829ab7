/** Looking rows up in tables by key: those held in memory, and those that are asked for rows and answer later. */
@NullMarked
package dev.tailrace.operator.lookup;

import org.jspecify.annotations.NullMarked;
