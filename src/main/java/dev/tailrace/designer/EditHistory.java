package dev.tailrace.designer;

import dev.tailrace.designer.commands.Command;
import dev.tailrace.model.Pipeline;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The edits of a drawing that can be taken back, and those that were and can be done again. Edits with the same merge key
 * that follow one another are one step, until merging is ended. Single-threaded.
 */
final class EditHistory {
    /** One edit, or several merged into one. */
    record Step(Command command, Pipeline before, Pipeline after) {
        private Step moved(UnaryOperator<Pipeline> rewriting) {
            return new Step(command, rewriting.apply(before), rewriting.apply(after));
        }

        /** What is there once it has been taken back. */
        Pipeline reverted() {
            return command.revert(before, after);
        }
    }

    private final Deque<Step> done = new ArrayDeque<>();
    private final Deque<Step> undone = new ArrayDeque<>();
    private boolean mergeOpen;

    /** None yet. */
    EditHistory() {}

    /** The same steps; the next one is not merged with the last. */
    EditHistory(EditHistory other) {
        done.addAll(other.done);
        undone.addAll(other.undone);
    }

    /** An edit has been done: what had been taken back cannot be done again. */
    void add(Command command, Pipeline before, Pipeline after) {
        Step last = done.peekLast();
        if (mergeOpen
                && last != null
                && command.mergeKey() != null
                && command.mergeKey().equals(last.command().mergeKey())) {
            done.removeLast();
            done.addLast(new Step(command, last.before(), after));
        } else {
            done.addLast(new Step(command, before, after));
        }
        mergeOpen = true;
        undone.clear();
    }

    void endMerge() {
        mergeOpen = false;
    }

    /** The step to take back, which counts as taken back from now on; null if there is none. */
    @Nullable
    Step undo() {
        return move(done, undone);
    }

    /** The step to do again, which counts as done from now on; null if there is none. */
    @Nullable
    Step redo() {
        return move(undone, done);
    }

    private @Nullable Step move(Deque<Step> from, Deque<Step> to) {
        Step step = from.pollLast();
        if (step != null) {
            to.addLast(step);
            mergeOpen = false;
        }
        return step;
    }

    Optional<Command> nextUndo() {
        return Optional.ofNullable(done.peekLast()).map(Step::command);
    }

    Optional<Command> nextRedo() {
        return Optional.ofNullable(undone.peekLast()).map(Step::command);
    }

    /** Writes all drawings of the steps anew. */
    void rewrite(UnaryOperator<Pipeline> rewriting) {
        for (Deque<Step> steps : List.of(done, undone)) {
            List<Step> rewritten =
                    steps.stream().map(step -> step.moved(rewriting)).toList();
            steps.clear();
            steps.addAll(rewritten);
        }
        mergeOpen = false;
    }
}
