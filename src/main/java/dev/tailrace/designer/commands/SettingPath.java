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
        JsonNode at = around(copy, path);
        Object last = last(path);
        if (at instanceof ObjectNode object && last instanceof String name) {
            object.set(name, value);
        } else if (at instanceof ArrayNode array && last instanceof Integer index && index < array.size()) {
            array.set(index, value);
        }
        return copy;
    }

    /** A copy of the settings without what is there, be it a setting or an entry of a list. */
    static ObjectNode without(ObjectNode settings, String path) {
        ObjectNode copy = settings.deepCopy();
        JsonNode around = around(copy, path);
        Object last = last(path);
        if (around instanceof ObjectNode object && last instanceof String name) {
            object.remove(name);
        } else if (around instanceof ArrayNode array && last instanceof Integer index) {
            array.remove(index);
        }
        return copy;
    }

    /** A copy of the settings in which the value there has another name in the same record. */
    static ObjectNode renamed(ObjectNode settings, String path, String name) {
        ObjectNode copy = settings.deepCopy();
        if (around(copy, path) instanceof ObjectNode object && last(path) instanceof String old && object.has(old)) {
            object.set(name, object.remove(old));
        }
        return copy;
    }

    private static JsonNode around(ObjectNode settings, String path) {
        List<Object> steps = steps(path);
        JsonNode at = settings;
        for (Object step : steps.subList(0, steps.size() - 1)) {
            at = step instanceof Integer index ? at.path(index) : at.path((String) step);
        }
        return at;
    }

    private static Object last(String path) {
        List<Object> steps = steps(path);
        return steps.get(steps.size() - 1);
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
