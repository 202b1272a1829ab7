package dev.tailrace.designer.pen;

import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import org.kordamp.ikonli.IkonHandler;

/** Where the icons are in the Material Design font. For one thread. */
public final class Glyphs {
    /** The icons' grid of 24 has its baseline 21 below the top. */
    static final double BASELINE = 21.0 / 24;

    private static final String PACK = "Material Design Icons";

    private final List<IkonHandler> handlers = new ArrayList<>();
    private final Map<String, String> known = new HashMap<>();

    public Glyphs() {
        for (IkonHandler handler : ServiceLoader.load(IkonHandler.class, Glyphs.class.getClassLoader())) {
            if (handler.getFontFamily().equals(PACK)) {
                handlers.add(handler);
            }
        }
    }

    /** The icon as text in the icon font, or an empty text if the pack does not have it. */
    public String text(String literal) {
        return known.computeIfAbsent(literal, this::find);
    }

    /** The icon font's file. */
    public URL font() {
        return Objects.requireNonNull(handlers.get(0).getFontResource(), "the icon font");
    }

    private String find(String literal) {
        for (IkonHandler handler : handlers) {
            if (handler.supports(literal)) {
                try {
                    return Character.toString(handler.resolve(literal).getCode());
                } catch (IllegalArgumentException notInPack) {
                    return "";
                }
            }
        }
        return "";
    }
}
