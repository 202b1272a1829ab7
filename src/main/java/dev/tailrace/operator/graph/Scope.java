package dev.tailrace.operator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.data.Nearest;
import dev.tailrace.data.Problem;
import dev.tailrace.language.Environment;
import dev.tailrace.model.Node;
import dev.tailrace.model.Parameter;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Expansion.Surroundings;
import dev.tailrace.operator.SettingsMapper;
import dev.tailrace.operator.TextParameters;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What nodes are read with: those of a drawing, or those of a sub-pipeline, which has parameters and paths of its own. */
record Scope(Catalogue catalogue, Path baseDirectory, Environment environment, TextParameters texts) {
    /**
     * Of a drawing.
     *
     * @param values of parameters, over their defaults
     * @param problems is added to
     */
    static Scope of(
            Pipeline pipeline,
            Catalogue catalogue,
            Path baseDirectory,
            Map<String, JsonNode> values,
            List<Problem> problems) {
        ZoneId zone = zone(pipeline, problems);
        findDoubleParameters(pipeline, problems);
        return of(catalogue, baseDirectory, new ParameterValues(pipeline.parameters(), values, zone, problems), zone);
    }

    /** Of parts that come from elsewhere but run here, in this scope's time zone. */
    Scope of(Surroundings parts) {
        ZoneId zone = environment.zone();
        // Whoever gives the values has told what is wrong with them.
        return of(
                parts.catalogue(),
                parts.baseDirectory(),
                new ParameterValues(parts.parameters(), Map.of(), zone, new ArrayList<>()),
                zone);
    }

    private static Scope of(Catalogue catalogue, Path baseDirectory, ParameterValues given, ZoneId zone) {
        return new Scope(catalogue, baseDirectory, given.environment(zone), given.texts());
    }

    private static ZoneId zone(Pipeline pipeline, List<Problem> problems) {
        try {
            return ZoneId.of(pipeline.timeZone());
        } catch (DateTimeException unknown) {
            problems.add(Problem.error("operator.unknown-zone", pipeline.timeZone()));
            return ZoneId.of("UTC");
        }
    }

    private static void findDoubleParameters(Pipeline pipeline, List<Problem> problems) {
        Set<String> names = new HashSet<>();
        for (Parameter parameter : pipeline.parameters()) {
            if (!names.add(parameter.name())) {
                problems.add(Problem.error("operator.parameter-twice", parameter.name()));
            }
        }
    }

    SettingsMapper mapper() {
        return new SettingsMapper(catalogue, texts);
    }

    Problem unknownOperator(Node node) {
        List<String> ids =
                catalogue.operators().stream().map(known -> known.spec().id()).toList();
        Optional<String> nearest = Nearest.to(node.operator(), ids);
        return (nearest.isPresent()
                        ? Problem.error("operator.unknown-operator-near", node.operator(), nearest.get())
                                .fixedBy(new Problem.Fix.UseOperator(
                                        "operator.fix.use-operator", List.of(nearest.get()), nearest.get()))
                        : Problem.error("operator.unknown-operator", node.operator()))
                .at(node.id(), null);
    }
}
