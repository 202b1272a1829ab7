package dev.tailrace.language.functions;

/** The unscaled value of a decimal that a function gives: 128 bits in two's complement. Single-threaded. */
public final class Wide {
    public long high;
    public long low;
}
