package dev.tailrace.designer.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.model.Group;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Edits one after the other, as nobody would plan them: each leaves a drawing that a file can hold, each of its nodes has
 * an id of its own, and all of them can be taken back and done again.
 */
class RandomCommandsTest {
    private static final Path SAMPLES = Path.of("sample-pipelines");
    private static final int EDITS = 120;

    private final Catalogue catalogue = Catalogue.load();
    private final Texts texts = new Texts(Locale.ENGLISH);
    private SplittableRandom random = new SplittableRandom();

    @ParameterizedTest
    @CsvSource({
        "1, earthquakes/earthquakes.tailrace.json",
        "2, earthquakes/regions.tailrace.json",
        "3, nexmark/q5.tailrace.json",
        "4, nexmark/q8.tailrace.json"
    })
    void whateverIsDoneCanBeSavedTakenBackAndDoneAgain(long seed, String sample) {
        random = new SplittableRandom(seed);
        Path file = SAMPLES.resolve(sample);
        Pipeline begun = Objects.requireNonNull(PipelineJson.read(file).pipeline(), sample);
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        PipelineEditor editor = new PipelineEditor(catalogue, begun, folder, Runnable::run, Runnable::run);
        List<Pipeline> states = new ArrayList<>(List.of(begun));
        for (int i = 0; i < EDITS; i++) {
            Command command = command(editor);
            if (command == null) {
                continue;
            }
            editor.endMerge();
            editor.apply(command);
            Pipeline now = editor.pipeline();
            String edit = "seed " + seed + ", edit " + i + ": " + command.titleKey();
            assertEquals(now, PipelineJson.parse(PipelineJson.write(now)).pipeline(), edit);
            assertEquals(
                    now.nodes().size(),
                    now.nodes().stream().map(Node::id).distinct().count(),
                    edit);
            assertNotNull(texts.get(command.titleKey(), command.titleArguments().toArray()), edit);
            if (!now.equals(states.get(states.size() - 1))) {
                states.add(now);
            }
        }
        for (int i = states.size() - 2; i >= 0; i--) {
            editor.undo();
            assertEquals(states.get(i), editor.pipeline());
        }
        for (int i = 1; i < states.size(); i++) {
            editor.redo();
            assertEquals(states.get(i), editor.pipeline());
        }
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Point point() {
        return new Point(random.nextInt(-40, 80) * 24, random.nextInt(-40, 80) * 24);
    }

    private Set<String> some(Pipeline pipeline) {
        Set<String> some = new HashSet<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            some.add(one(pipeline.nodes()).id());
        }
        return some;
    }

    /** The next edit; null if what was thought of cannot be done here. */
    private @Nullable Command command(PipelineEditor editor) {
        Pipeline pipeline = editor.pipeline();
        CheckedPipeline checked = editor.checked();
        Ports ports = new Ports(catalogue, checked);
        if (pipeline.nodes().size() < 3) {
            return added(pipeline);
        }
        String node = one(pipeline.nodes()).id();
        List<Group> groups = pipeline.attachments().groups();
        return switch (random.nextInt(16)) {
            case 0 -> added(pipeline);
            case 1 -> new DeleteSelected(Set.of(node));
            case 2 -> new DeleteAndHeal(Set.of(node), ports);
            case 3 -> new Paste(Fragment.of(pipeline, some(pipeline)).freshIn(pipeline, 24, 24), true);
            case 4 ->
                ClipboardJson.read(ClipboardJson.write(Fragment.of(pipeline, some(pipeline))))
                        .map(part -> new Paste(part.freshIn(pipeline, 24, 24), false))
                        .orElseThrow();
            case 5 -> {
                String id = Fresh.id(pipeline, "group");
                yield new GroupNodes(Group.of(id, id, List.copyOf(some(pipeline))));
            }
            case 6 ->
                groups.isEmpty() ? null : new CollapseGroup(one(groups).id(), random.nextBoolean() ? point() : null);
            case 7 -> groups.isEmpty() ? null : new Ungroup(Set.of(one(groups).id()));
            case 8 -> new SetMuted(some(pipeline), random.nextBoolean());
            case 9 -> new MoveNodes(Map.of(node, point()), false);
            case 10 -> pipeline.wires().isEmpty() ? null : bent(one(pipeline.wires()));
            case 11 -> pipeline.wires().isEmpty() ? null : new DeleteWires(Set.of(one(pipeline.wires())));
            case 12 -> new PullOut(node, point(), ports);
            case 13 -> Explode.of(checked, node, catalogue, alone -> Map.of()).orElse(null);
            case 14 -> subPipeline(checked, pipeline);
            default -> mended(checked, pipeline);
        };
    }

    private Command added(Pipeline pipeline) {
        Operator<?> operator = one(List.copyOf(catalogue.operators()));
        return new AddNode(
                Fresh.node(pipeline, operator.spec(), "New", JsonNodeFactory.instance.objectNode()), point());
    }

    private Command bent(Wire wire) {
        return new AddBend(new Bend(wire.id(), 0), point());
    }

    private @Nullable Command subPipeline(CheckedPipeline checked, Pipeline pipeline) {
        return SubPipelineDraft.of(checked, some(pipeline))
                .<Command>map(draft -> draft.command("Part", "part" + PipelineJson.SUFFIX))
                .orElse(null);
    }

    private @Nullable Command mended(CheckedPipeline checked, Pipeline pipeline) {
        List<Problem> mendable = checked.problems().stream()
                .filter(problem -> !problem.fixes().isEmpty())
                .toList();
        if (mendable.isEmpty()) {
            return null;
        }
        Problem problem = one(mendable);
        Optional<Command> edit = new ApplyFix(catalogue, texts, new Ports(catalogue, checked))
                .of(pipeline, problem, one(problem.fixes()));
        return edit.orElse(null);
    }
}
