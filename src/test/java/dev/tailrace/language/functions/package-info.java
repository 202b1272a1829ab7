@NullMarked
package dev.tailrace.language.functions;

import org.jspecify.annotations.NullMarked;
