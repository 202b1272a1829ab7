package dev.tailrace.model;

/** A port of a node, written {@code node.port} in files. */
public record PortRef(String node, String port) {
    /** @throws IllegalArgumentException unless the text has the form {@code node.port} */
    public static PortRef parse(String text) {
        int dot = text.lastIndexOf('.');
        if (dot <= 0 || dot == text.length() - 1) {
            throw new IllegalArgumentException(text);
        }
        return new PortRef(text.substring(0, dot), text.substring(dot + 1));
    }

    @Override
    public String toString() {
        return node + "." + port;
    }
}
