@NullUnmarked
package dev.tailrace.operators.analyse;

import org.jspecify.annotations.NullUnmarked;
