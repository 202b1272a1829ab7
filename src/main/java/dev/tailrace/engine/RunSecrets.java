package dev.tailrace.engine;

import dev.tailrace.data.Problem;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.SecretReferences;
import dev.tailrace.operator.SecretReferences.Reference;
import dev.tailrace.operator.Setup;
import dev.tailrace.runtime.secrets.Secrets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secrets of one run. They are put into the settings that its nodes are made from and nowhere else; whatever comes
 * back from a node as words is masked before it leaves the run. Safe on any thread.
 */
final class RunSecrets {
    private final Secrets secrets;

    /** Texts that must not be seen: values as they are given, and as paths write them. */
    private final Set<String> hidden = ConcurrentHashMap.newKeySet();

    RunSecrets(Secrets secrets) {
        this.secrets = secrets;
    }

    /** Whether settings of this run hold a secret. */
    boolean areAny() {
        return !hidden.isEmpty();
    }

    /**
     * The setups with secrets in their settings; those without are the same.
     *
     * @throws NodeFailure if one is not to be had
     */
    Map<String, Setup<?>> into(Map<String, Setup<?>> setups) {
        Map<String, Setup<?>> filled = new LinkedHashMap<>();
        setups.forEach((node, setup) -> filled.put(node, filled(node, setup)));
        return filled;
    }

    private <S extends Record> Setup<S> filled(String node, Setup<S> setup) {
        Placement<S> placement = setup.placement();
        List<Reference> references = SecretReferences.of(placement.settings());
        if (references.isEmpty()) {
            return setup;
        }
        Map<String, String> values = new HashMap<>();
        for (Reference reference : references) {
            values.computeIfAbsent(reference.name(), name -> value(node, reference));
        }
        S settings = SecretReferences.filled(placement.settings(), name -> values.getOrDefault(name, ""));
        return new Setup<>(
                placement.withSettings(settings), setup.outputs(), setup.demanded(), this::masked, setup.everyChange());
    }

    private String value(String node, Reference reference) {
        Secrets.Answer answer = secrets.value(reference.name());
        if (answer instanceof Secrets.Refused refused) {
            throw new NodeFailure(refused.problem().at(node, reference.place()), null, null);
        }
        String value = ((Secrets.Value) answer).text();
        hide(value);
        return value;
    }

    private void hide(String value) {
        if (value.isEmpty()) {
            return;
        }
        hidden.add(value);
        try {
            String path = Path.of(value).normalize().toString();
            if (!path.isEmpty() && !path.equals("/") && !path.startsWith(".")) {
                hidden.add(path);
            }
        } catch (InvalidPathException noPath) {
            // Then no path is made of it either.
            return;
        }
    }

    /** The text with its secrets masked, the longest first. */
    String masked(String text) {
        String seen = text;
        for (String secret : hidden.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            seen = seen.replace(secret, SecretReferences.MASK);
        }
        return seen;
    }

    Problem masked(Problem problem) {
        if (!areAny()) {
            return problem;
        }
        return new Problem(
                problem.code(),
                problem.arguments().stream().map(this::maskedArgument).toList(),
                problem.severity(),
                problem.node(),
                problem.place(),
                problem.span(),
                problem.fixes());
    }

    private Object maskedArgument(Object argument) {
        return argument instanceof String text
                ? masked(text)
                : argument instanceof Problem cause ? masked(cause) : argument;
    }
}
