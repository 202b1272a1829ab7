package dev.tailrace.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of the operator that says of each row in which windows it is. */
final class AssignedWindows {
    static final String OPERATOR = "assign-window";

    private static final Map<String, String> KINDS =
            Map.of("TUMBLE", "tumbling", "HOP", "hopping", "CUMULATE", "cumulating");

    private AssignedWindows() {}

    /** Null for sessions, which only groups make. */
    static @Nullable ObjectNode settings(Pending.Windows windows) {
        String kind = KINDS.get(windows.function());
        if (kind == null) {
            return null;
        }
        ObjectNode settings = Drawing.settings().put("windows", kind);
        ObjectNode lengths = windows.settings();
        settings.set("size", lengths.get("size"));
        JsonNode step = lengths.has("slide") ? lengths.get("slide") : lengths.get("step");
        if (step != null) {
            settings.set("step", step);
        }
        if (lengths.has("offset")) {
            settings.set("offset", lengths.get("offset"));
        }
        return settings;
    }
}
