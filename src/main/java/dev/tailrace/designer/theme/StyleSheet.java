package dev.tailrace.designer.theme;

import java.util.Objects;

/** Where style sheets are. */
public final class StyleSheet {
    private StyleSheet() {}

    /** The address, as scenes and regions take it, of a sheet beside a class. */
    public static String beside(Class<?> owner, String file) {
        return Objects.requireNonNull(owner.getResource(file), file).toExternalForm();
    }
}
