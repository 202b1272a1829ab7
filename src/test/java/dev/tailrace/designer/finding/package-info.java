@NullMarked
package dev.tailrace.designer.finding;

import org.jspecify.annotations.NullMarked;
