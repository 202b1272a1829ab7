package dev.tailrace.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Brings files of older versions up to date, one version at a time.
 *
 * @param steps the first turns version 1 into version 2, and so on; each may change the tree it gets
 */
record Migrations(List<UnaryOperator<ObjectNode>> steps) {
    /** There is one version so far, hence no step. */
    static final Migrations CURRENT = new Migrations(List.of());

    ObjectNode toLatest(ObjectNode file, int version) {
        ObjectNode migrated = file;
        for (int next = version; next <= steps.size(); next++) {
            migrated = steps.get(next - 1).apply(migrated);
            migrated.put("tailrace", next + 1);
        }
        return migrated;
    }
}
