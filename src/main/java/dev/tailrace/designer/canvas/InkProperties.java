package dev.tailrace.designer.canvas;

import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.FxPen;
import dev.tailrace.designer.pen.Token;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleableProperty;
import javafx.css.converter.ColorConverter;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/** A styleable property for each colour with which the canvas draws, {@code -ink-wire-flow} and so on. */
final class InkProperties {
    private static final class Ink extends CssMetaData<CanvasPane, Color> {
        private final Token token;

        Ink(Token token) {
            super(
                    "-ink-" + token.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    ColorConverter.getInstance(),
                    Color.TRANSPARENT);
            this.token = token;
        }

        @Override
        public boolean isSettable(CanvasPane pane) {
            return true;
        }

        @Override
        public StyleableProperty<Color> getStyleableProperty(CanvasPane pane) {
            return pane.inks().property(token);
        }
    }

    private static final List<Ink> INKS = inks();

    private final Map<Token, StyleableObjectProperty<Color>> properties = new EnumMap<>(Token.class);
    private @Nullable Colours colours;

    InkProperties(CanvasPane pane, Runnable onChange) {
        Colours unstyled = Colours.of(false);
        for (Ink ink : INKS) {
            StyleableObjectProperty<Color> property = new SimpleStyleableObjectProperty<>(
                    ink, pane, ink.getProperty(), FxPen.toColor(unstyled.of(ink.token)));
            property.addListener(change -> {
                colours = null;
                onChange.run();
            });
            properties.put(ink.token, property);
        }
    }

    static List<CssMetaData<? extends Styleable, ?>> metaData(List<CssMetaData<? extends Styleable, ?>> ofRegion) {
        List<CssMetaData<? extends Styleable, ?>> all = new ArrayList<>(ofRegion);
        all.addAll(INKS);
        return List.copyOf(all);
    }

    /** The colours as they are now. */
    Colours colours() {
        Colours known = colours;
        if (known == null) {
            known = new Colours(token -> FxPen.toArgb(property(token).get()));
            colours = known;
        }
        return known;
    }

    private StyleableObjectProperty<Color> property(Token token) {
        StyleableObjectProperty<Color> property = properties.get(token);
        if (property == null) {
            throw new IllegalStateException(token.name());
        }
        return property;
    }

    private static List<Ink> inks() {
        List<Ink> inks = new ArrayList<>();
        for (Token token : Token.values()) {
            inks.add(new Ink(token));
        }
        return List.copyOf(inks);
    }
}
