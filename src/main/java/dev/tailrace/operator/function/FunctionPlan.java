package dev.tailrace.operator.function;

import dev.tailrace.data.Schema;
import dev.tailrace.operator.FailingRows;
import dev.tailrace.operator.ProcessorContext;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;
import java.util.function.Function;

/**
 * What a node runs.
 *
 * @param jar absolute
 * @param keyColumns positions in the input
 * @param demanded positions in the output
 * @param failing where rows go for which the function throws
 */
public record FunctionPlan(
        Path jar,
        String className,
        Map<String, String> parameters,
        Schema input,
        int[] keyColumns,
        Schema output,
        BitSet demanded,
        Function<ProcessorContext, FailingRows> failing) {}
