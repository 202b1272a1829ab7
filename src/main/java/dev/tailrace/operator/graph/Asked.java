package dev.tailrace.operator.graph;

import dev.tailrace.operator.Operator;
import dev.tailrace.operator.Placement;

/** What an answer of an operator is remembered by. An operator that is what files say is another one once they change. */
record Asked(Operator<?> operator, Placement<?> placement) {}
