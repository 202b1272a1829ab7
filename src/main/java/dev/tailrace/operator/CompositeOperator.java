package dev.tailrace.operator;

import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;

/**
 * An operator that is drawn of others. The check of a pipeline puts these in its place, and both runtimes see only them:
 * so its meaning is theirs, and it is never asked for a processor, for Flink SQL or for the columns that it needs.
 */
public non-sealed interface CompositeOperator<S extends Record> extends Operator<S> {
    /**
     * What it is drawn of. Pure and fast, as {@link #output}: it runs on every keystroke.
     *
     * @param catalogue of the operators that it may draw
     */
    Expansion expand(Placement<S> placement, Catalogue catalogue);

    @Override
    default Output output(Placement<S> placement) {
        throw new IllegalStateException(spec().id() + " is known by its expansion");
    }

    @Override
    default FlinkNode flink(Placement<S> placement, FlinkScript script) {
        throw new IllegalStateException(spec().id() + " is run by its expansion");
    }
}
