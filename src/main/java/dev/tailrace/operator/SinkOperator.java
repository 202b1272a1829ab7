package dev.tailrace.operator;

/** An operator that takes rows out. */
public non-sealed interface SinkOperator<S extends Record> extends Operator<S> {
    Sink sink(Setup<S> setup);
}
