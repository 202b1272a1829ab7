/**
 * The contract that an operator fulfils, and what is read from it: the catalogue, settings and their forms, and the
 * check of a whole drawing.
 */
@NullMarked
package dev.tailrace.operator;

import org.jspecify.annotations.NullMarked;
