package dev.tailrace.designer.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the columns of one wire were arranged, by name, so that it holds when columns come and go. Immutable.
 *
 * @param order names from left to right
 * @param widths in pixels, of columns that were given one
 */
record ColumnLayout(List<String> order, Map<String, Double> widths, Set<String> hidden) {
    static final ColumnLayout NONE = new ColumnLayout(List.of(), Map.of(), Set.of());

    ColumnLayout {
        order = List.copyOf(order);
        widths = Map.copyOf(widths);
        hidden = Set.copyOf(hidden);
    }

    /** The names in this order; one that it does not know comes behind the one that is before it by nature. */
    List<String> arrange(List<String> names) {
        List<String> arranged = new ArrayList<>(order);
        arranged.retainAll(new HashSet<>(names));
        for (int i = 0; i < names.size(); i++) {
            if (!arranged.contains(names.get(i))) {
                int before = i == 0 ? -1 : arranged.indexOf(names.get(i - 1));
                arranged.add(before + 1, names.get(i));
            }
        }
        return arranged;
    }

    ColumnLayout withOrder(List<String> names) {
        return new ColumnLayout(names, widths, hidden);
    }

    ColumnLayout withWidth(String name, double width) {
        Map<String, Double> more = new HashMap<>(widths);
        more.put(name, width);
        return new ColumnLayout(order, more, hidden);
    }

    ColumnLayout withHidden(String name, boolean isHidden) {
        Set<String> other = new HashSet<>(hidden);
        if (isHidden) {
            other.add(name);
        } else {
            other.remove(name);
        }
        return new ColumnLayout(order, widths, other);
    }
}
