/** The program: picks and wires the other layers, from the command line. The only place that names both engines. */
@NullMarked
package dev.tailrace.launcher;

import org.jspecify.annotations.NullMarked;
