package dev.tailrace.formats.text;

import java.util.HashSet;
import java.util.Set;

/** Makes unique column names that need no quotes, of whatever names the data has. */
public final class ColumnNames {
    private final Set<String> taken = new HashSet<>();

    /** The name with all but letters, digits and underscores made underscores, and a number if it is taken. */
    public String unique(String name) {
        String safe = name.strip().replaceAll("[^\\p{L}\\p{N}_]+", "_");
        if (safe.isEmpty()) {
            safe = "column";
        } else if (Character.isDigit(safe.charAt(0))) {
            safe = "_" + safe;
        }
        String unique = safe;
        for (int i = 2; !taken.add(unique); i++) {
            unique = safe + "_" + i;
        }
        return unique;
    }
}
