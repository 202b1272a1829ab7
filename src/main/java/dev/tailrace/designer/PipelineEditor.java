package dev.tailrace.designer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.data.Problem;
import dev.tailrace.designer.commands.Command;
import dev.tailrace.model.Environment;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.operator.nested.SubPipelineFiles;
import dev.tailrace.operator.nested.SubPipelines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline being edited: the drawing, its undo stack, its problems and the selection. Used from one thread (the
 * window's); checks run on another and come back. Knows no toolkit.
 */
public final class PipelineEditor {
    /** What has changed, for listeners. */
    public enum Change {
        PIPELINE,
        CHECK,
        SELECTION,
        SAVED
    }

    /** Hears of changes, on the editor's thread. */
    public interface Listener {
        void changed(Change change);
    }

    /** Hears of edits, before the drawing changes, for what follows them beside the drawing. */
    public interface Follower {
        /** @param forwards done or done again; else taken back */
        void follow(Command command, boolean forwards);
    }

    private final Catalogue catalogue;
    private final PipelineCheck check;
    private final SubPipelineFiles files = new SubPipelineFiles();
    private final Executor background;
    private final Executor here;
    private final List<Listener> listeners = new ArrayList<>();
    private final List<Follower> followers = new ArrayList<>();
    private EditHistory history = new EditHistory();
    private Selection selection = Selection.NONE;
    private Path baseDirectory;
    private Pipeline pipeline;
    private Pipeline saved;
    private CheckedPipeline checked;
    private long revision;
    private boolean checkCurrent;
    private @Nullable String environment;
    private Function<CheckedPipeline, List<Problem>> besides = checked -> List.of();

    /**
     * @param background runs checks
     * @param here brings their results back to the editor's thread
     */
    public PipelineEditor(
            Catalogue catalogue, Pipeline pipeline, Path baseDirectory, Executor background, Executor here) {
        this.catalogue = catalogue;
        this.check = new PipelineCheck(catalogue);
        this.background = background;
        this.here = here;
        this.pipeline = pipeline;
        this.saved = pipeline;
        this.baseDirectory = baseDirectory;
        this.checked = CheckedPipeline.unchecked(pipeline, baseDirectory);
        checkAgain();
    }

    /**
     * An editor that goes on where this one is: same drawing, selection and steps to undo, but none of the listeners. To
     * be used in place of this one.
     */
    public PipelineEditor successor() {
        PipelineEditor next = new PipelineEditor(catalogue, pipeline, baseDirectory, background, here);
        next.saved = saved;
        next.history = new EditHistory(history);
        next.selection = selection;
        next.environment = environment;
        return next;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    public Pipeline pipeline() {
        return pipeline;
    }

    public Path baseDirectory() {
        return baseDirectory;
    }

    /** The latest finished check; it may be of a drawing some keystrokes ago (compare its pipeline). */
    public CheckedPipeline checked() {
        return checked;
    }

    public boolean isCheckCurrent() {
        return checkCurrent;
    }

    /** The environment whose values are checked and run; null for the defaults. */
    public @Nullable String environment() {
        String chosen = environment;
        return chosen == null
                ? null
                : pipeline.attachments()
                        .environment(chosen)
                        .map(Environment::name)
                        .orElse(null);
    }

    /** The values of parameters that checks and runs take, over the defaults. */
    public Map<String, JsonNode> values() {
        String chosen = environment;
        return chosen == null
                ? Map.of()
                : pipeline.attachments()
                        .environment(chosen)
                        .map(Environment::values)
                        .orElse(Map.of());
    }

    /** Checks and runs with the values of an environment from now on; null for the defaults. */
    public void useEnvironment(@Nullable String name) {
        if (!Objects.equals(name, environment)) {
            environment = name;
            checkAgain();
        }
    }

    /** Each check is followed by another one, of what does not lie in the drawing; it runs in the background. */
    public void setBesides(Function<CheckedPipeline, List<Problem>> found) {
        besides = found;
        checkAgain();
    }

    /** Does an edit; nothing happens if it changes nothing. */
    public void apply(Command command) {
        Pipeline before = pipeline;
        Pipeline after = command.apply(before);
        if (after.equals(before)) {
            return;
        }
        history.add(command, before, after);
        followed(command, true);
        change(after);
        List<String> selectAfter = command.selectAfter();
        if (selectAfter != null) {
            select(Selection.of(after, selectAfter));
        }
    }

    /** Does an edit as a step of undo of its own, whatever comes before and after it. */
    public void applyAlone(Command command) {
        endMerge();
        apply(command);
        endMerge();
    }

    /** Ends merging: the next edit is a step of its own, as after a field has lost the focus. */
    public void endMerge() {
        history.endMerge();
    }

    public void undo() {
        EditHistory.Step step = history.undo();
        if (step != null) {
            followed(step.command(), false);
            change(step.reverted());
        }
    }

    public void redo() {
        EditHistory.Step step = history.redo();
        if (step != null) {
            followed(step.command(), true);
            change(step.after());
        }
    }

    /** What undo would take back. */
    public Optional<Command> nextUndo() {
        return history.nextUndo();
    }

    public Optional<Command> nextRedo() {
        return history.nextRedo();
    }

    public boolean isDirty() {
        return !pipeline.equals(saved);
    }

    /** The drawing that the file has, as far as is known here. */
    public Pipeline saved() {
        return saved;
    }

    /** A drawing, the present one or one of a moment ago, stands in a file in this folder. */
    public void markSaved(Pipeline inFile, Path newBaseDirectory) {
        saved = inFile;
        boolean moved = !newBaseDirectory.equals(baseDirectory);
        baseDirectory = newBaseDirectory;
        tell(Change.SAVED);
        if (moved) {
            checkAgain();
        }
    }

    /**
     * As {@link #markSaved}, in a file of another folder for which relative paths are written anew: in the drawing and in
     * all that undo brings back, so that everything means the files that it meant.
     *
     * @param beforeMove what was saved, as it was here
     */
    public void markMoved(Pipeline beforeMove, Path newBaseDirectory, UnaryOperator<Pipeline> rewriting) {
        Map<Pipeline, Pipeline> known = new IdentityHashMap<>();
        UnaryOperator<Pipeline> moved = drawing -> known.computeIfAbsent(drawing, rewriting);
        saved = moved.apply(beforeMove);
        history.rewrite(moved);
        baseDirectory = newBaseDirectory;
        change(moved.apply(pipeline));
        tell(Change.SAVED);
    }

    /** The drawing differs from its file, as after a recovery. */
    public void markUnsaved(Pipeline asInFile) {
        saved = asInFile;
        tell(Change.SAVED);
    }

    public Selection selection() {
        return selection;
    }

    public Set<String> selectedNodes() {
        return selection.nodes();
    }

    /** The only selected node, or null. */
    public @Nullable String selectedNode() {
        return selection.nodes().size() == 1 ? selection.nodes().iterator().next() : null;
    }

    public @Nullable Wire selectedWire() {
        return selection.wire();
    }

    public void selectNodes(Collection<String> ids) {
        select(Selection.ofNodes(ids));
    }

    public void selectWire(@Nullable Wire wire) {
        select(Selection.ofWire(wire));
    }

    public void select(Selection wanted) {
        if (!wanted.equals(selection)) {
            selection = wanted;
            endMerge();
            tell(Change.SELECTION);
        }
    }

    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    public void addFollower(Follower follower) {
        followers.add(follower);
    }

    private void followed(Command command, boolean forwards) {
        List.copyOf(followers).forEach(follower -> follower.follow(command, forwards));
    }

    public void removeListener(Listener listener) {
        listeners.remove(listener);
    }

    private void change(Pipeline after) {
        pipeline = after;
        Selection kept = selection.in(after);
        boolean lost = !kept.equals(selection);
        selection = kept;
        tell(Change.PIPELINE);
        if (lost) {
            tell(Change.SELECTION);
        }
        checkAgain();
    }

    /** Checks anew, as after something beside the drawing has changed. */
    public void checkAgain() {
        checkCurrent = false;
        long mine = ++revision;
        Pipeline subject = pipeline;
        Path base = baseDirectory;
        Map<String, JsonNode> values = values();
        Function<CheckedPipeline, List<Problem>> alsoAsked = besides;
        background.execute(() -> {
            SubPipelines read = files.read(subject, base);
            CheckedPipeline drawn = check.check(subject, base, values, read);
            CheckedPipeline result = drawn.withProblems(alsoAsked.apply(drawn));
            here.execute(() -> {
                if (mine == revision) {
                    checked = result;
                    checkCurrent = true;
                    tell(Change.CHECK);
                }
            });
        });
    }

    /** Looks whether the files of sub-pipelines have changed, and checks again if so. */
    public void lookAtFiles() {
        if (pipeline.nodes().stream().noneMatch(node -> node.operator().equals(SubPipelines.OPERATOR))) {
            return;
        }
        Pipeline subject = pipeline;
        Path base = baseDirectory;
        SubPipelines before = checked.files();
        background.execute(() -> {
            if (!files.read(subject, base).equals(before)) {
                here.execute(this::checkAgain);
            }
        });
    }

    private void tell(Change change) {
        for (Listener listener : List.copyOf(listeners)) {
            listener.changed(change);
        }
    }
}
