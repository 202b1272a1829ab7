package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An edit of a pipeline. Immutable and without a toolkit, so that it can be applied, undone and applied again. */
public interface Command {
    /** The pipeline after the edit; equal to the one before if there is nothing to do. */
    Pipeline apply(Pipeline before);

    /** The pipeline before the edit. Pipelines are immutable, so the one kept by the undo stack will do. */
    default Pipeline revert(Pipeline before, Pipeline after) {
        return before;
    }

    /** Key of the words in the menu, such as {@code designer.command.move}, filled with {@link #titleArguments()}. */
    String titleKey();

    default List<Object> titleArguments() {
        return List.of();
    }

    /**
     * Edits in a row with the same key are one step of undo, such as the letters typed into one setting; null for a
     * step of its own.
     */
    default @Nullable String mergeKey() {
        return null;
    }

    /** Ids of nodes and notes that are selected after the edit, or null to leave the selection. */
    default @Nullable List<String> selectAfter() {
        return null;
    }
}
