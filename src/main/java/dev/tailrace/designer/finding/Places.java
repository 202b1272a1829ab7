package dev.tailrace.designer.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Places visited one after the other, with a way back and forward, as in a browser. For one thread.
 *
 * @param <P> what a place is
 */
public final class Places<P> {
    private static final int MOST = 100;

    private final List<P> visited = new ArrayList<>();
    private int at = -1;

    /** Comes to a place; what lay ahead is forgotten. Nothing changes if one is there already. */
    public void visit(P place) {
        if (at >= 0 && visited.get(at).equals(place)) {
            return;
        }
        visited.subList(at + 1, visited.size()).clear();
        visited.add(place);
        if (visited.size() > MOST) {
            visited.remove(0);
        }
        at = visited.size() - 1;
    }

    /** The present place looks like this now, as after moving about in it. */
    public void amend(P place) {
        if (at >= 0) {
            visited.set(at, place);
        }
    }

    public boolean hasBack() {
        return at > 0;
    }

    public boolean hasForward() {
        return at < visited.size() - 1;
    }

    public Optional<P> back() {
        return hasBack() ? Optional.of(visited.get(--at)) : Optional.empty();
    }

    public Optional<P> forward() {
        return hasForward() ? Optional.of(visited.get(++at)) : Optional.empty();
    }
}
