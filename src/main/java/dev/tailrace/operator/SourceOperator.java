package dev.tailrace.operator;

/** An operator that brings rows in. */
public non-sealed interface SourceOperator<S extends Record> extends Operator<S> {
    Source source(Setup<S> setup);
}
