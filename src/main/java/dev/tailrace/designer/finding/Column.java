package dev.tailrace.designer.finding;

import dev.tailrace.model.PortRef;

/** A column of what leaves a port. */
public record Column(PortRef port, String name) {}
