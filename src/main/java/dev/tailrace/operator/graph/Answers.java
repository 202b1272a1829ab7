package dev.tailrace.operator.graph;

import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.CompositeOperator;
import dev.tailrace.operator.Expansion;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What operators have said of placements, remembered: an undo asks nobody again. Safe on any thread. */
final class Answers {
    /** Placements remembered; beyond it all are forgotten, which costs one full check. */
    private static final int MAX_REMEMBERED = 8192;

    private final Map<Asked, Output> outputs = new ConcurrentHashMap<>();
    private final Map<Asked, Expansion> expansions = new ConcurrentHashMap<>();

    /**
     * What leaves an operator.
     *
     * @param placement with settings of the operator's own type
     * @param parts operators that it may be drawn of
     */
    <S extends Record> Output output(Operator<S> operator, Placement<?> placement, Catalogue parts) {
        Asked asked = new Asked(operator, placement);
        Output known = outputs.get(asked);
        if (known != null) {
            return known;
        }
        if (outputs.size() >= MAX_REMEMBERED) {
            outputs.clear();
            expansions.clear();
        }
        Output output;
        if (operator instanceof CompositeOperator<S> composite) {
            Expansion expansion = composite.expand(typed(placement), parts);
            expansions.put(asked, expansion);
            output = expansion.output();
        } else {
            output = operator.output(typed(placement));
        }
        outputs.put(asked, output);
        return output;
    }

    /** What a composite operator is drawn of. */
    <S extends Record> Expansion expansion(CompositeOperator<S> operator, Placement<?> placement, Catalogue parts) {
        @Nullable Expansion known = expansions.get(new Asked(operator, placement));
        return known == null ? operator.expand(typed(placement), parts) : known;
    }

    /** The check has mapped the settings to the operator's own type. */
    @SuppressWarnings("unchecked")
    private static <S extends Record> Placement<S> typed(Placement<?> placement) {
        return (Placement<S>) placement;
    }
}
