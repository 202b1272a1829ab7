package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** The settings of the operator that says of each row in which windows it is. */
final class AssignedWindows {
    private AssignedWindows() {}

    static ObjectNode settings(Pending.Windows windows) {
        ObjectNode settings = Drawing.settings();
        settings.put("kind", windows.function().toLowerCase(Locale.ROOT));
        settings.setAll(windows.settings());
        List<String> keys = windows.keys();
        if (keys != null) {
            keys.forEach(settings.putArray("keys")::add);
        }
        return settings;
    }
}
