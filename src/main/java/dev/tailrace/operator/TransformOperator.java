package dev.tailrace.operator;

/** An operator with inputs and outputs. */
public non-sealed interface TransformOperator<S extends Record> extends Operator<S> {
    Processor processor(Setup<S> setup);
}
