package dev.tailrace.designer.charts;

import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.FxPen;
import dev.tailrace.designer.pen.Token;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleableProperty;
import javafx.css.converter.ColorConverter;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/** A styleable property for each colour with which charts draw, {@code -chart-panel} for {@code -tr-panel} and so on. */
final class ChartInks {
    private static final List<Token> USED = List.of(
            Token.PANEL,
            Token.HOVER,
            Token.LINE,
            Token.LINE_STRONG,
            Token.FG,
            Token.FG_MUTED,
            Token.FG_SUBTLE,
            Token.ACCENT,
            Token.ACCENT_SOFT,
            Token.WARN,
            Token.ERR,
            Token.FAMILY_SOURCES,
            Token.FAMILY_SHAPE,
            Token.FAMILY_TIME,
            Token.FAMILY_COMBINE,
            Token.FAMILY_ANALYSE,
            Token.FAMILY_SINKS);

    private static final class Ink extends CssMetaData<ChartCanvas, Color> {
        private final Token token;

        Ink(Token token) {
            super(token.css().replace("-tr-", "-chart-"), ColorConverter.getInstance(), Color.TRANSPARENT);
            this.token = token;
        }

        @Override
        public boolean isSettable(ChartCanvas chart) {
            return true;
        }

        @Override
        public StyleableProperty<Color> getStyleableProperty(ChartCanvas chart) {
            return chart.inks().property(token);
        }
    }

    private static final List<Ink> INKS = USED.stream().map(Ink::new).toList();

    private final Map<Token, StyleableObjectProperty<Color>> properties = new EnumMap<>(Token.class);
    private final Colours unstyled = Colours.of(false);
    private Colours colours = unstyled;

    ChartInks(ChartCanvas chart, Runnable onChange) {
        for (Ink ink : INKS) {
            StyleableObjectProperty<Color> property = new SimpleStyleableObjectProperty<>(
                    ink, chart, ink.getProperty(), FxPen.toColor(unstyled.of(ink.token)));
            property.addListener(change -> {
                colours = new Colours(this::argb);
                onChange.run();
            });
            properties.put(ink.token, property);
        }
    }

    static List<CssMetaData<? extends Styleable, ?>> metaData() {
        List<CssMetaData<? extends Styleable, ?>> all = new ArrayList<>(Region.getClassCssMetaData());
        all.addAll(INKS);
        return List.copyOf(all);
    }

    /** The colours as they are now. */
    Colours colours() {
        return colours;
    }

    private StyleableObjectProperty<Color> property(Token token) {
        StyleableObjectProperty<Color> property = properties.get(token);
        if (property == null) {
            throw new IllegalStateException(token.name());
        }
        return property;
    }

    private int argb(Token token) {
        StyleableObjectProperty<Color> property = properties.get(token);
        return property == null ? unstyled.of(token) : FxPen.toArgb(property.get());
    }
}
