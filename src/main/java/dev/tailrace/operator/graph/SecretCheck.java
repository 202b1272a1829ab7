package dev.tailrace.operator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.data.Problem;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.SecretReferences;
import dev.tailrace.operator.SecretReferences.Reference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which secrets a drawing names, and whether they are there. Knows names only. */
public final class SecretCheck {
    private SecretCheck() {}

    /** The names in the settings of all nodes, in the order of the check. */
    public static Set<String> names(CheckedPipeline checked) {
        Set<String> names = new LinkedHashSet<>();
        for (CheckedNode node : checked.nodes().values()) {
            references(node).forEach(reference -> names.add(reference.name()));
        }
        return names;
    }

    /**
     * One problem for each setting that names a secret which is not there; its remedy is to set it.
     *
     * @param known names of the secrets that are there
     */
    public static List<Problem> missing(CheckedPipeline checked, Set<String> known, Problem.Severity severity) {
        List<Problem> problems = new ArrayList<>();
        for (CheckedNode node : checked.nodes().values()) {
            if (node.node().muted()) {
                continue; // It does not run.
            }
            for (Reference reference : new LinkedHashSet<>(references(node))) {
                if (SecretReferences.isName(reference.name()) && !known.contains(reference.name())) {
                    problems.add(new Problem(
                            "operator.secret-missing",
                            List.of(reference.name()),
                            severity,
                            node.node().id(),
                            reference.place(),
                            null,
                            List.of(new Problem.Fix.SetSecret(
                                    "operator.set-secret", List.of(reference.name()), reference.name()))));
                }
            }
        }
        return problems;
    }

    private static List<Reference> references(CheckedNode node) {
        Placement<?> placement = node.placement();
        return placement == null || !mayName(node.node().settings())
                ? List.of()
                : SecretReferences.of(placement.settings());
    }

    /** Most settings name nothing; their text tells so sooner than the records that they are mapped to. */
    private static boolean mayName(JsonNode settings) {
        if (settings.isTextual()) {
            return settings.textValue().contains("${");
        }
        for (JsonNode child : settings) {
            if (mayName(child)) {
                return true;
            }
        }
        return false;
    }
}
