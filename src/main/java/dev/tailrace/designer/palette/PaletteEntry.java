package dev.tailrace.designer.palette;

import dev.tailrace.operator.Family;
import java.util.List;

/**
 * An operator as the palette shows it.
 *
 * @param line what it does, in one line
 * @param words further words that find it: keywords and its names in other systems
 */
public record PaletteEntry(String id, Family family, String icon, String name, String line, List<String> words) {
    public PaletteEntry {
        words = List.copyOf(words);
    }
}
