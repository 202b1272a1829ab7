package dev.tailrace.flink;

import dev.tailrace.data.Row;
import dev.tailrace.flink.GrownPipeline.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a pipeline that differs smaller, as long as it differs in the same manner: nodes, settings, rows. */
final class PipelineShrinker {
    private static final int MAX_ROUNDS = 10;
    private static final int AT_ONCE = 20;

    private final RandomPipelines pipelines;
    private int rounds;

    PipelineShrinker(RandomPipelines pipelines) {
        this.pipelines = pipelines;
    }

    GrownPipeline shrink(GrownPipeline pipeline) throws InterruptedException {
        String manner = manner(Objects.requireNonNullElse(
                pipelines.differences(List.of(pipeline)).get(pipeline), ""));
        GrownPipeline smallest = pipeline;
        boolean smaller = true;
        while (smaller && rounds < MAX_ROUNDS) {
            smaller = false;
            for (List<GrownPipeline> candidates : candidates(smallest)) {
                GrownPipeline found = first(candidates, manner);
                if (found != null) {
                    smallest = found;
                    smaller = true;
                    break;
                }
            }
        }
        return smallest;
    }

    /** Whether Flink, the embedded engine, or neither fails. */
    private static String manner(String difference) {
        return difference.startsWith("Flink:") || difference.startsWith("the embedded engine failed")
                ? difference.substring(0, Math.min(60, difference.length()))
                : "";
    }

    private @Nullable GrownPipeline first(List<GrownPipeline> candidates, String manner) throws InterruptedException {
        for (int from = 0; from < candidates.size() && rounds < MAX_ROUNDS; from += AT_ONCE) {
            rounds++;
            Map<GrownPipeline, String> found =
                    pipelines.differences(candidates.subList(from, Math.min(candidates.size(), from + AT_ONCE)));
            for (Map.Entry<GrownPipeline, String> entry : found.entrySet()) {
                if (manner(entry.getValue()).equals(manner)) {
                    return entry.getKey();
                }
            }
        }
        return null;
    }

    /** The boldest first. */
    private static List<List<GrownPipeline>> candidates(GrownPipeline pipeline) {
        return List.of(
                withFewerEnds(pipeline),
                withFewerSteps(pipeline),
                withFewerRows(pipeline, 2),
                withFewerRows(pipeline, 4),
                withFewerSettings(pipeline),
                withFewerRows(pipeline, 12),
                withFewerRows(pipeline, Integer.MAX_VALUE));
    }

    /** One end only, with what it needs; or one end higher up. */
    private static List<GrownPipeline> withFewerEnds(GrownPipeline pipeline) {
        List<GrownPipeline> candidates = new ArrayList<>();
        Set<String> ends = new HashSet<>(pipeline.ends());
        pipeline.steps().forEach(step -> ends.add(step.id() + ".out"));
        for (String end : ends) {
            List<String> one = List.of(end);
            if (!one.equals(pipeline.ends())) {
                List<Step> needed = needed(pipeline.steps(), one);
                if (pipeline.ends().size() > 1
                        || needed.size() < pipeline.steps().size()) {
                    candidates.add(pruned(pipeline.withSteps(needed, one)));
                }
            }
        }
        return candidates;
    }

    private static List<Step> needed(List<Step> steps, List<String> ends) {
        Set<String> read = new HashSet<>(ends);
        List<Step> needed = new ArrayList<>();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            if (read.stream().anyMatch(port -> port.startsWith(step.id() + "."))) {
                needed.add(0, step);
                read.addAll(step.wires().values());
            }
        }
        return needed;
    }

    /** Without sources that nobody reads. */
    private static GrownPipeline pruned(GrownPipeline pipeline) {
        Set<String> read = new HashSet<>(pipeline.ends());
        pipeline.steps().forEach(step -> read.addAll(step.wires().values()));
        Map<String, List<Row>> sources = new LinkedHashMap<>(pipeline.sources());
        sources.keySet().removeIf(id -> !read.contains(id + ".out"));
        return new GrownPipeline(pipeline.name(), pipeline.zone(), sources, pipeline.steps(), pipeline.ends());
    }

    /** One step less, whose readers read what it has read. */
    private static List<GrownPipeline> withFewerSteps(GrownPipeline pipeline) {
        List<GrownPipeline> candidates = new ArrayList<>();
        for (Step left : pipeline.steps()) {
            for (String instead : left.wires().values()) {
                List<Step> steps = new ArrayList<>();
                for (Step step : pipeline.steps()) {
                    if (step != left) {
                        Map<String, String> wires = new LinkedHashMap<>(step.wires());
                        wires.replaceAll((port, from) -> from.startsWith(left.id() + ".") ? instead : from);
                        steps.add(new Step(step.id(), step.operator(), step.settings(), wires));
                    }
                }
                List<String> ends = pipeline.ends().stream()
                        .map(end -> end.startsWith(left.id() + ".") ? instead : end)
                        .toList();
                candidates.add(pruned(pipeline.withSteps(needed(steps, ends), ends)));
            }
        }
        return candidates;
    }

    /** A part of the rows of one source less. */
    private static List<GrownPipeline> withFewerRows(GrownPipeline pipeline, int parts) {
        List<GrownPipeline> candidates = new ArrayList<>();
        pipeline.sources().forEach((id, rows) -> {
            int size = Math.max(1, rows.size() / parts);
            for (int from = 0; from < rows.size() && (parts < 20 || rows.size() <= 20); from += size) {
                List<Row> fewer = new ArrayList<>(rows.subList(0, from));
                fewer.addAll(rows.subList(Math.min(rows.size(), from + size), rows.size()));
                candidates.add(pipeline.withRows(id, fewer));
            }
        });
        return candidates;
    }

    /** One element of a list less, or one setting. */
    private static List<GrownPipeline> withFewerSettings(GrownPipeline pipeline) {
        List<GrownPipeline> candidates = new ArrayList<>();
        for (int i = 0; i < pipeline.steps().size(); i++) {
            Step step = pipeline.steps().get(i);
            for (Map<String, Object> fewer : fewer(step.settings())) {
                List<Step> steps = new ArrayList<>(pipeline.steps());
                steps.set(i, new Step(step.id(), step.operator(), fewer, step.wires()));
                candidates.add(pipeline.withSteps(steps, pipeline.ends()));
            }
        }
        return candidates;
    }

    @SuppressWarnings("unchecked") // as PipelineGrower makes them
    private static List<Map<String, Object>> fewer(Map<String, Object> settings) {
        List<Map<String, Object>> candidates = new ArrayList<>();
        settings.forEach((name, value) -> {
            Map<String, Object> without = new LinkedHashMap<>(settings);
            without.remove(name);
            candidates.add(without);
            if (value instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    List<Object> less = new ArrayList<>(list);
                    Object element = less.remove(i);
                    candidates.add(with(settings, name, less));
                    if (element instanceof Map<?, ?> nested && name.equals("aggregates")) {
                        for (Map<String, Object> simpler : fewer((Map<String, Object>) nested)) {
                            List<Object> simplified = new ArrayList<>(list);
                            simplified.set(i, simpler);
                            candidates.add(with(settings, name, simplified));
                        }
                    }
                }
            }
        });
        return candidates;
    }

    private static Map<String, Object> with(Map<String, Object> settings, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(settings);
        changed.put(name, value);
        return changed;
    }
}
