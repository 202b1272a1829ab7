package dev.tailrace.designer.commands;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Problem.Fix;
import dev.tailrace.data.json.JsonText;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PortRef;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Port.Carries;
import dev.tailrace.operator.SettingsForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What helps after a run has failed at a row: the error port of its node takes such rows once it is wired, or they are
 * left out. Knows no toolkit.
 */
public final class FailedRow {
    private static final String POLICY = "onError";
    private static final String SKIP = "\"skip\"";

    private final Catalogue catalogue;
    private final Ports ports;

    /** @param ports of the drawing as it stands */
    public FailedRow(Catalogue catalogue, Ports ports) {
        this.catalogue = catalogue;
        this.ports = ports;
    }

    /** Whether a failure is one that a source tells of a record that it could not read, for which there is no row. */
    public static boolean isOfRecord(Problem failure) {
        return failure.fixes().stream().anyMatch(FailedRow::isPolicy);
    }

    /** The failure at the free error port of its node, with what can be wired there; empty if nothing can be done. */
    public Optional<Problem> helped(Pipeline pipeline, Problem failure) {
        String id = failure.node();
        Node node = id == null ? null : pipeline.node(id).orElse(null);
        Operator<?> operator = node == null ? null : catalogue.operator(node.operator());
        if (node == null || operator == null) {
            return Optional.empty();
        }
        Port free = ports.of(pipeline, node).stream()
                .filter(port -> !port.isInput() && port.carries() == Carries.ERRORS)
                .filter(port ->
                        pipeline.wiresOutOf(new PortRef(node.id(), port.name())).isEmpty())
                .findFirst()
                .orElse(null);
        if (free == null) {
            return Optional.empty();
        }
        List<Fix> fixes = new ArrayList<>();
        fixes.add(new Fix.AttachTo("designer.fix.failing-table", List.of(), "table-sink", "{}"));
        String path = node.id() + "-failed.jsonl";
        fixes.add(new Fix.AttachTo(
                "designer.fix.failing-file",
                List.of(path),
                "file-sink",
                "{\"path\":" + JsonText.quoted(path) + ",\"format\":{\"type\":\"json\"}}"));
        boolean hasPolicy = SettingsForm.fields(operator, catalogue).stream()
                .anyMatch(field -> field.name().equals(POLICY));
        if (hasPolicy && failure.fixes().stream().noneMatch(FailedRow::isPolicy)) {
            fixes.add(new Fix.ChangeSetting("designer.fix.failing-skip", List.of(), POLICY, SKIP));
        }
        return Optional.of(failure.in(free.name()).fixedBy(fixes.toArray(Fix[]::new)));
    }

    private static boolean isPolicy(Fix fix) {
        return fix instanceof Fix.ChangeSetting change && change.setting().equals(POLICY);
    }
}
