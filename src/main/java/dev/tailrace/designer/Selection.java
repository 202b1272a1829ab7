package dev.tailrace.designer;

import dev.tailrace.designer.commands.Bend;
import dev.tailrace.model.Note;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is selected: either one wire, or any of the other things. A group is selected when all of its nodes are.
 *
 * @param notes ids
 */
public record Selection(Set<String> nodes, Set<String> notes, Set<Bend> bends, @Nullable Wire wire) {
    public static final Selection NONE = new Selection(Set.of(), Set.of(), Set.of(), null);

    public Selection {
        nodes = Set.copyOf(nodes);
        notes = Set.copyOf(notes);
        bends = Set.copyOf(bends);
    }

    public static Selection ofNodes(Collection<String> ids) {
        return new Selection(Set.copyOf(ids), Set.of(), Set.of(), null);
    }

    public static Selection ofWire(@Nullable Wire wire) {
        return new Selection(Set.of(), Set.of(), Set.of(), wire);
    }

    public static Selection ofNote(String id) {
        return new Selection(Set.of(), Set.of(id), Set.of(), null);
    }

    public static Selection ofBend(Bend bend) {
        return new Selection(Set.of(), Set.of(), Set.of(bend), null);
    }

    /** Nodes and notes by their ids. */
    public static Selection of(Pipeline pipeline, Collection<String> ids) {
        Set<String> notes =
                pipeline.attachments().notes().stream().map(Note::id).collect(Collectors.toSet());
        return new Selection(
                ids.stream().filter(id -> !notes.contains(id)).collect(Collectors.toSet()),
                ids.stream().filter(notes::contains).collect(Collectors.toSet()),
                Set.of(),
                null);
    }

    /** Both together; a wire does not go with other things. */
    public Selection with(Selection other) {
        return new Selection(union(nodes, other.nodes), union(notes, other.notes), union(bends, other.bends), null);
    }

    private static <T> Set<T> union(Set<T> one, Set<T> other) {
        Set<T> all = new LinkedHashSet<>(one);
        all.addAll(other);
        return all;
    }

    /** Nothing of the other any more. */
    public Selection without(Selection other) {
        return new Selection(minus(nodes, other.nodes), minus(notes, other.notes), minus(bends, other.bends), wire);
    }

    private static <T> Set<T> minus(Set<T> one, Set<T> other) {
        Set<T> rest = new LinkedHashSet<>(one);
        rest.removeAll(other);
        return rest;
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    /** Whether all of the other is selected here too. */
    public boolean contains(Selection other) {
        return nodes.containsAll(other.nodes) && notes.containsAll(other.notes) && bends.containsAll(other.bends);
    }

    /** What of it a drawing still has. */
    Selection in(Pipeline pipeline) {
        Set<String> there =
                pipeline.attachments().notes().stream().map(Note::id).collect(Collectors.toSet());
        return new Selection(
                nodes.stream().filter(id -> pipeline.node(id).isPresent()).collect(Collectors.toSet()),
                notes.stream().filter(there::contains).collect(Collectors.toSet()),
                bends.stream().filter(bend -> bend.isIn(pipeline)).collect(Collectors.toSet()),
                wire != null && pipeline.wires().contains(wire) ? wire : null);
    }
}
