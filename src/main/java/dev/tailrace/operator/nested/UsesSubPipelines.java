package dev.tailrace.operator.nested;

import dev.tailrace.operator.Operator;

/** An operator that is what files say that have been read before. */
public interface UsesSubPipelines {
    /** The operator over other files; equal for equal ones, since what it says is remembered. */
    Operator<?> using(SubPipelines files);
}
