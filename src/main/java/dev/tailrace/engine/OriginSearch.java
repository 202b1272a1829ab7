package dev.tailrace.engine;

import dev.tailrace.data.Problem;
import dev.tailrace.engine.OriginRecording.Spot;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.SourceOperator;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Origin;
import dev.tailrace.runtime.OriginWanted;
import dev.tailrace.runtime.secrets.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The whole way to an {@link Origin}: the run, the way back, and whether what was read is still what it was. */
final class OriginSearch {
    private final CheckedPipeline pipeline;
    private final Map<String, Setup<?>> setups;
    private final RunSecrets secrets;
    private final OriginWanted wanted;
    private final OriginWanted.Progress progress;

    /** @param pipeline nothing but the node and what is above it */
    OriginSearch(
            CheckedPipeline pipeline,
            Map<String, Setup<?>> setups,
            Secrets secrets,
            OriginWanted wanted,
            OriginWanted.Progress progress) {
        this.pipeline = pipeline;
        this.setups = unpaced(pipeline, setups);
        this.secrets = new RunSecrets(secrets);
        this.wanted = wanted;
        this.progress = progress;
    }

    Origin run() throws InterruptedException {
        Map<String, Setup<?>> filled;
        try {
            filled = secrets.into(setups);
        } catch (NodeFailure refused) {
            return Origin.failed(refused.problem());
        }
        OriginRecording recording = new OriginRecording(pipeline, filled, secrets::masked, wanted, progress);
        try {
            Spot spot = recording.run();
            if (spot == null) {
                return new Origin(
                        null,
                        notes(Set.of()),
                        Problem.error("engine.origin-not-come", recording.rowsRead()),
                        recording.rowsRead(),
                        0);
            }
            OriginTrace trace = new OriginTrace(pipeline, recording, wanted.limits(), progress);
            Origin.Step root = trace.follow(spot);
            Set<String> files = new HashSet<>();
            findFiles(root, files);
            return new Origin(root, notes(files), null, recording.rowsRead(), trace.replays());
        } catch (NodeFailure failure) {
            return new Origin(null, notes(Set.of()), secrets.masked(failure.problem()), recording.rowsRead(), 0);
        }
    }

    private static Map<String, Setup<?>> unpaced(CheckedPipeline pipeline, Map<String, Setup<?>> setups) {
        Map<String, Setup<?>> unpaced = new LinkedHashMap<>();
        setups.forEach((id, setup) -> {
            CheckedNode node = pipeline.nodes().get(id);
            unpaced.put(
                    id,
                    node != null && node.operator() instanceof SourceOperator<?> source
                            ? unpaced(source, setup)
                            : setup);
        });
        return unpaced;
    }

    @SuppressWarnings("unchecked") // the check has mapped the settings for this operator
    private static <S extends Record> Setup<S> unpaced(SourceOperator<S> source, Setup<?> setup) {
        Setup<S> own = (Setup<S>) setup;
        Placement<S> unpaced =
                own.placement().withSettings(source.unpaced(own.placement().settings()));
        return new Setup<>(unpaced, own.outputs(), own.demanded());
    }

    private List<Problem> notes(Set<String> files) {
        List<Problem> notes = new ArrayList<>();
        for (CheckedNode node : pipeline.nodes().values()) {
            Setup<?> setup = setups.get(node.node().id());
            if (setup != null && node.operator() instanceof SourceOperator<?> source && !isRepeatable(source, setup)) {
                notes.add(Problem.warning(
                                "engine.origin-not-repeatable", node.node().name())
                        .at(node.node().id(), null));
            }
        }
        files.stream()
                .sorted()
                .filter(this::hasChanged)
                .forEach(file -> notes.add(Problem.warning("engine.origin-file-changed", file)));
        return notes;
    }

    @SuppressWarnings("unchecked") // the check has mapped the settings for this operator
    private static <S extends Record> boolean isRepeatable(SourceOperator<S> source, Setup<?> setup) {
        return source.isRepeatable((S) setup.settings());
    }

    /** Whether a file was written to after the row was seen; what is no file has not changed. */
    private boolean hasChanged(String file) {
        Instant since = wanted.since();
        if (since == null) {
            return false;
        }
        try {
            Path path = pipeline.baseDirectory().resolve(file);
            return Files.isRegularFile(path)
                    && Files.getLastModifiedTime(path).toInstant().isAfter(since);
        } catch (IOException | InvalidPathException noFile) {
            return false;
        }
    }

    /** The partitions that have rows in the origin. */
    private static void findFiles(Origin.Step root, Set<String> files) {
        Set<Origin.Step> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Origin.Step> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Origin.Step step = open.remove();
            Origin.Place place = step.place();
            if (seen.add(step)) {
                open.addAll(step.rows());
                if (place != null) {
                    files.add(place.partition());
                }
            }
        }
    }
}
