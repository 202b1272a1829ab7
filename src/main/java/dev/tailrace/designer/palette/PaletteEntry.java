package dev.tailrace.designer.palette;

import dev.tailrace.operator.Family;
import dev.tailrace.operator.OperatorSpec;
import java.util.List;

/**
 * An operator as it is offered where one is chosen.
 *
 * @param line what it does, in one line
 * @param words further words that find it: keywords, its names in other systems and its id
 */
public record PaletteEntry(OperatorSpec spec, String name, String line, List<String> words) {
    public PaletteEntry {
        words = List.copyOf(words);
    }

    public String id() {
        return spec.id();
    }

    public Family family() {
        return spec.family();
    }

    public String icon() {
        return spec.icon();
    }
}
