package dev.tailrace.designer.inspector;

import dev.tailrace.data.Problem;
import java.util.List;

/**
 * A problem as seen from a setting.
 *
 * @param place inside the setting, such as {@code [2].expression}; empty for the setting itself
 */
record Placed(Problem problem, String place) {
    /** The problems of a node as seen from its settings; those without a place are left out. */
    static List<Placed> of(List<Problem> problems) {
        return problems.stream()
                .filter(problem -> problem.place() != null)
                .map(problem -> new Placed(problem, String.valueOf(problem.place())))
                .toList();
    }

    boolean isOwn() {
        return place.isEmpty();
    }

    /** Those at a setting or inside it, as seen from it. */
    static List<Placed> under(List<Placed> problems, String setting) {
        return problems.stream()
                .filter(problem -> isUnder(problem.place, setting))
                .map(problem -> new Placed(problem.problem, rest(problem.place, setting)))
                .toList();
    }

    /** Whether a place is that setting or inside it. */
    static boolean isUnder(String place, String setting) {
        return place.startsWith(setting)
                && (place.length() == setting.length() || ".[".indexOf(place.charAt(setting.length())) >= 0);
    }

    /** The rest of a place inside a setting; empty for the setting itself. */
    static String rest(String place, String setting) {
        String rest = place.substring(setting.length());
        return rest.startsWith(".") ? rest.substring(1) : rest;
    }
}
