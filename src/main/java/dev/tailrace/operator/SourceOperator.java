package dev.tailrace.operator;

/** An operator that brings rows in. */
public non-sealed interface SourceOperator<S extends Record> extends Operator<S> {
    Source source(Setup<S> setup);

    /** The same rows as fast as they can be read. */
    default S unpaced(S settings) {
        return settings;
    }

    /** Whether another run, as long as nobody changes what is read, gives the same rows in the same order. */
    default boolean isRepeatable(S settings) {
        return false;
    }
}
