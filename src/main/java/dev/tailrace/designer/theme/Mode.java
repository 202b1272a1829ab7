package dev.tailrace.designer.theme;

/** Light or dark. */
public enum Mode {
    LIGHT,
    DARK;

    /** As files spell it. */
    public String id() {
        return this == LIGHT ? "light" : "dark";
    }

    /** The mode spelt so, or light. */
    public static Mode of(String id) {
        return id.equals(DARK.id()) ? DARK : LIGHT;
    }

    public Mode other() {
        return this == LIGHT ? DARK : LIGHT;
    }
}
