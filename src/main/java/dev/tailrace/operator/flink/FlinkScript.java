package dev.tailrace.operator.flink;

import java.util.List;

/** What a node may ask of the script that is being written. */
public interface FlinkScript {
    /** The quoted names of the views that enter a port, one per wire. */
    List<String> views(String inputPort);

    /** The quoted name of the only view that enters the port {@code in}. */
    default String view() {
        return views("in").get(0);
    }

    /** Whether somebody below reads every change that leaves the node, and not only what the changes add up to. */
    default boolean everyChange() {
        return false;
    }

    /** An identifier in backticks. */
    static String quote(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }

    /** A string literal. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
