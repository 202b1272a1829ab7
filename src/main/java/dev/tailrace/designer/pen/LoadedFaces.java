package dev.tailrace.designer.pen;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import javafx.scene.text.Font;

/**
 * The bundled faces and the icon font as the toolkit knows them, by their full names. The toolkit copies a font to a file
 * each time it is told to load it, so that is done once, before the window is shown.
 */
public final class LoadedFaces {
    private static final Map<Face, String> NAMES = new EnumMap<>(Face.class);
    private static final String ICONS;

    static {
        for (Face face : Face.values()) {
            try (InputStream file = face.open()) {
                NAMES.put(face, Font.loadFont(file, 13).getName());
            } catch (IOException unreadable) {
                // A resource of our own jar: not being able to read it is a bug.
                throw new UncheckedIOException(unreadable);
            }
        }
        ICONS = Font.loadFont(new Glyphs().font().toExternalForm(), 18).getName();
    }

    private LoadedFaces() {}

    /** Loads all, unless that has been done. */
    public static void load() {
        name(Face.TEXT);
    }

    static String name(Face face) {
        return NAMES.getOrDefault(face, "");
    }

    static String icons() {
        return ICONS;
    }
}
