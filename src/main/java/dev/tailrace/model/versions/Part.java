package dev.tailrace.model.versions;

import com.fasterxml.jackson.databind.JsonNode;

/** The parts of a pipeline's file, by what identifies an entry of each in every version. */
public enum Part {
    /** Fields of the pipeline itself, such as its name and its time zone. */
    PIPELINE("", Shape.FIELDS),
    PARAMETER("parameters", Shape.NAMED),
    NODE("nodes", Shape.IDENTIFIED),
    /** Identified by its two ends, as {@code flights.out -> delayed.in}. */
    WIRE("wires", Shape.WIRES),
    GROUP("groups", Shape.IDENTIFIED),
    NOTE("notes", Shape.IDENTIFIED),
    ENVIRONMENT("environments", Shape.NAMED),
    TEST("tests", Shape.NAMED),
    /** Where a node, a note or a collapsed group stands. */
    PLACE("layout", Shape.MAP),
    /** The points that a wire is led through. */
    BEND("bends", Shape.MAP);

    private enum Shape {
        FIELDS,
        NAMED,
        IDENTIFIED,
        WIRES,
        MAP
    }

    private final String field;
    private final Shape shape;

    Part(String field, Shape shape) {
        this.field = field;
        this.shape = shape;
    }

    /** The field of the file that holds the entries; empty for the pipeline itself. */
    String field() {
        return field;
    }

    /** Whether the entries stand in a list. */
    boolean isList() {
        return shape == Shape.NAMED || shape == Shape.IDENTIFIED || shape == Shape.WIRES;
    }

    boolean isMap() {
        return shape == Shape.MAP;
    }

    /** Whether its entries have ids, under which the layout has their places. */
    boolean stands() {
        return shape == Shape.IDENTIFIED;
    }

    /** What identifies an entry of the list. */
    String key(JsonNode entry) {
        return switch (shape) {
            case WIRES ->
                entry.path("from").asText() + " -> " + entry.path("to").asText();
            case NAMED -> entry.path("name").asText();
            default -> entry.path("id").asText();
        };
    }

    /** Whether a field of the file is the pipeline's own, and of no other part. */
    static boolean isOwn(String field) {
        for (Part part : values()) {
            if (part.field.equals(field)) {
                return false;
            }
        }
        return true;
    }
}
