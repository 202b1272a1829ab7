package dev.tailrace.designer.pins;

import dev.tailrace.model.Wire;

/**
 * A value that stays beside the node that writes a wire.
 *
 * @param text a column of the wire, or an expression over its columns
 */
public record Pin(Wire wire, String text) {}
