package dev.tailrace.designer.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in settings, such as {@code condition} or {@code columns[2].expression}. */
public final class SettingPath {
    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[(\\d+)]");

    private SettingPath() {}

    /** The value there; {@link MissingNode} if there is none. */
    public static JsonNode get(ObjectNode settings, String path) {
        JsonNode at = settings;
        for (Object step : steps(path)) {
            at = step instanceof Integer index ? at.path(index) : at.path((String) step);
        }
        return at;
    }

    /** A copy of the settings with a value put there; unchanged if the way does not exist. */
    public static ObjectNode with(ObjectNode settings, String path, JsonNode value) {
        ObjectNode copy = settings.deepCopy();
        List<Object> steps = steps(path);
        JsonNode at = copy;
        for (Object step : steps.subList(0, steps.size() - 1)) {
            at = step instanceof Integer index ? at.path(index) : at.path((String) step);
        }
        Object last = steps.get(steps.size() - 1);
        if (at instanceof ObjectNode object && last instanceof String name) {
            object.set(name, value);
        } else if (at instanceof ArrayNode array && last instanceof Integer index && index < array.size()) {
            array.set(index, value);
        }
        return copy;
    }

    private static List<Object> steps(String path) {
        List<Object> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            steps.add(step.group(1) != null ? step.group(1) : Integer.valueOf(step.group(2)));
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("not a setting: " + path);
        }
        return steps;
    }
}
