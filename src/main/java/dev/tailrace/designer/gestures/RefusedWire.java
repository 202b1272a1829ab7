package dev.tailrace.designer.gestures;

import dev.tailrace.data.Problem;
import dev.tailrace.designer.commands.Command;

/**
 * A wire that was let go where it does not fit.
 *
 * @param x where, in canvas units
 * @param edit draws it
 * @param reason why it does not fit, with what would help once it is drawn
 * @param drawable whether it may be drawn as it is, because only what now flows does not fit
 */
public record RefusedWire(double x, double y, Command edit, Problem reason, boolean drawable) {}
