package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.language.ParsedSql.Range;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node that is being drawn. Its name and id are given at the end, when it is known what its rows are called. */
final class Part {
    private final String operator;
    private final ObjectNode settings;
    private final Range place;
    private final Map<String, List<Stream>> inputs = new LinkedHashMap<>();
    private final Map<String, Fragment> origins = new HashMap<>();
    private final String role;
    private @Nullable String label;

    /**
     * @param place in the SQL of what it stands for
     * @param role what it does, for a name unless it gets a better one
     */
    Part(String operator, String role, ObjectNode settings, Range place) {
        this.operator = operator;
        this.role = role;
        this.settings = settings;
        this.place = place;
    }

    /** @param streams one per wire, in their order */
    Part reading(String port, Stream... streams) {
        inputs.put(port, List.of(streams));
        return this;
    }

    /** Where the text of a setting comes from. */
    Part with(String setting, Fragment fragment) {
        origins.put(setting, fragment);
        return this;
    }

    Part with(Map<String, Fragment> fragments) {
        origins.putAll(fragments);
        return this;
    }

    Part reading(String port, List<Stream> streams) {
        inputs.put(port, List.copyOf(streams));
        return this;
    }

    String operator() {
        return operator;
    }

    String name() {
        return label == null ? role : label;
    }

    boolean isLabelled() {
        return label != null;
    }

    boolean isLabelled(String as) {
        return as.equals(label);
    }

    /** @param newLabel what its rows are called, or null where they are not the last with that name */
    void label(@Nullable String newLabel) {
        label = newLabel;
    }

    ObjectNode settings() {
        return settings;
    }

    Range place() {
        return place;
    }

    Map<String, List<Stream>> inputs() {
        return inputs;
    }

    Map<String, Fragment> origins() {
        return origins;
    }
}
