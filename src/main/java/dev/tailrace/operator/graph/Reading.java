package dev.tailrace.operator.graph;

import dev.tailrace.data.Problem;
import dev.tailrace.model.Node;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.SettingsMapper.Mapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node read by itself, before it is known what its wires bring: it depends on the node and its scope alone.
 *
 * @param operator null if the catalogue does not know it
 * @param settings null if they are wrong, or the operator is not known
 * @param ports of the operator with these settings; the fixed ones where the settings are wrong
 * @param problems of the operator's id and the settings
 */
record Reading(
        Node node,
        Scope scope,
        @Nullable Operator<?> operator,
        @Nullable Record settings,
        List<Port> ports,
        List<Problem> problems) {
    static Reading of(Node node, Scope scope) {
        Operator<?> operator = scope.catalogue().operator(node.operator());
        return operator == null
                ? new Reading(node, scope, null, null, List.of(), List.of(scope.unknownOperator(node)))
                : of(node, scope, operator);
    }

    private static <S extends Record> Reading of(Node node, Scope scope, Operator<S> operator) {
        Mapped<S> mapped = scope.mapper().map(operator.settingsType(), node.settings());
        S settings = mapped.settings();
        return new Reading(
                node,
                scope,
                operator,
                settings,
                List.copyOf(settings == null ? operator.spec().ports() : operator.ports(settings)),
                mapped.problems().stream()
                        .map(problem -> problem.at(node.id(), problem.place()))
                        .toList());
    }

    /** Whether reading the node anew could give nothing else. */
    boolean isOf(Node other, Scope its) {
        return node.equals(other) && scope.equals(its);
    }
}
