package dev.tailrace.designer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is open side by side, in what order, and which of it is shown. For one thread. */
final class TabOrder<T> {
    private final List<T> open = new ArrayList<>();
    private @Nullable T shown;

    List<T> all() {
        return List.copyOf(open);
    }

    /** Null while none is shown. */
    @Nullable
    T shown() {
        return shown;
    }

    /** Adds one behind the shown one, or at the end if none is shown. It is not shown by that. */
    void add(T tab) {
        open.add(shown == null ? open.size() : open.indexOf(shown) + 1, tab);
    }

    /** @param tab of the open ones, or null to show none */
    void show(@Nullable T tab) {
        if (tab != null && !open.contains(tab)) {
            throw new IllegalArgumentException("not open: " + tab);
        }
        shown = tab;
    }

    /** Takes one away; if it was shown, its right neighbour is shown then, else its left one, else none. */
    void close(T tab) {
        int at = open.indexOf(tab);
        open.remove(tab);
        if (tab == shown) {
            shown = open.isEmpty() ? null : open.get(Math.min(at, open.size() - 1));
        }
    }

    /** Puts another one in the place of one, shown if that was. */
    void replace(T tab, T other) {
        open.set(open.indexOf(tab), other);
        if (tab == shown) {
            shown = other;
        }
    }

    /** The one so many steps from the shown one, round and round; null if none is open. */
    @Nullable
    T beside(int steps) {
        if (open.isEmpty()) {
            return null;
        }
        int from = shown == null ? (steps > 0 ? -1 : 0) : open.indexOf(shown);
        return open.get(Math.floorMod(from + steps, open.size()));
    }

    /** Puts one at a position, counted without it. */
    void move(T tab, int position) {
        if (open.remove(tab)) {
            open.add(Math.max(0, Math.min(open.size(), position)), tab);
        }
    }
}
