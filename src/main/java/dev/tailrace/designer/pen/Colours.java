package dev.tailrace.designer.pen;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A colour for each token. Immutable; safe on any thread. */
public final class Colours {
    private static final Pattern DECLARATION = Pattern.compile("(-tr-[a-z-]+):\\s*([^;]+);");
    private static final Pattern RGBA =
            Pattern.compile("rgba\\(\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,\\s*([0-9.]+)\\s*\\)");

    private final int[] argb = new int[Token.values().length];

    public Colours(ToIntFunction<Token> colours) {
        for (Token token : Token.values()) {
            argb[token.ordinal()] = colours.applyAsInt(token);
        }
    }

    /** The colours of the light or the dark theme file. */
    public static Colours of(boolean dark) {
        String file = "/dev/tailrace/designer/theme/" + (dark ? "dark.css" : "light.css");
        try (InputStream css = Objects.requireNonNull(Colours.class.getResourceAsStream(file), file)) {
            return parse(new String(css.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @throws IllegalArgumentException if the style sheet lacks a token or gives it in another form than hex or rgba */
    public static Colours parse(String css) {
        Map<String, Integer> found = new HashMap<>();
        Matcher declaration = DECLARATION.matcher(css);
        while (declaration.find()) {
            found.put(declaration.group(1), argb(declaration.group(2).strip()));
        }
        return new Colours(token -> {
            Integer colour = found.get(token.css());
            if (colour == null) {
                throw new IllegalArgumentException("the theme lacks " + token.css());
            }
            return colour;
        });
    }

    public int of(Token token) {
        return argb[token.ordinal()];
    }

    /** A colour with its opacity multiplied. */
    public static int faded(int argb, double alpha) {
        int opacity = (int) Math.round((argb >>> 24) * alpha);
        return opacity << 24 | argb & 0xFFFFFF;
    }

    private static int argb(String text) {
        if (text.startsWith("#") && text.length() == 7) {
            return 0xFF000000 | Integer.parseInt(text.substring(1), 16);
        }
        Matcher rgba = RGBA.matcher(text);
        if (!rgba.matches()) {
            throw new IllegalArgumentException("not a colour: " + text);
        }
        return (int) Math.round(Double.parseDouble(rgba.group(4)) * 255) << 24
                | Integer.parseInt(rgba.group(1)) << 16
                | Integer.parseInt(rgba.group(2)) << 8
                | Integer.parseInt(rgba.group(3));
    }
}
