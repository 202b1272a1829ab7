/** The pipeline as a whole: its name, time zone, parameters and environments, and the secrets that it names. */
@NullMarked
package dev.tailrace.designer.parameters;

import org.jspecify.annotations.NullMarked;
