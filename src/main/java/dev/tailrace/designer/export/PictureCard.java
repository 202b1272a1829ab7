package dev.tailrace.designer.export;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.canvas.ChangeMarks;
import dev.tailrace.designer.canvas.PictureStyle;
import dev.tailrace.designer.theme.Mode;
import dev.tailrace.designer.theme.Segments;
import dev.tailrace.designer.watch.LivePicture;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Asks how a picture of the pipeline shall look. Used on the JavaFX thread. */
public final class PictureCard extends VBox {
    /** What the picture is written as. */
    public enum Format {
        PNG,
        SVG;

        public String suffix() {
            return this == PNG ? ".png" : ".svg";
        }
    }

    private static final double WIDTH = 380;

    private final Texts texts;
    private final Segments scales;
    private Format format = Format.PNG;
    private boolean dark;
    private int scale = 2;

    /**
     * @param mode of the window, with which the choice begins
     * @param figures of the run that is shown, or null if there is none
     * @param then gets the answer
     */
    public PictureCard(
            Texts texts,
            Mode mode,
            @Nullable LivePicture figures,
            BiConsumer<Format, PictureStyle> then,
            Runnable close) {
        this.texts = texts;
        dark = mode == Mode.DARK;
        getStyleClass().addAll("float-card", "question");
        setId("export-picture");
        setAccessibleRole(AccessibleRole.DIALOG);
        setAccessibleText(texts.get("designer.export.picture"));
        setMaxSize(WIDTH, Region.USE_PREF_SIZE);
        setPrefWidth(WIDTH);
        Label title = new Label(getAccessibleText());
        title.getStyleClass().add("pane-title");
        scales = segments(
                "scale",
                List.of("1", "2", "3", "4"),
                factor -> factor + " \u00d7",
                scale - 1,
                chosen -> scale = chosen + 1);
        Segments formats =
                segments("format", List.of("png", "svg"), name -> name.toUpperCase(Locale.ROOT), 0, this::setFormat);
        Segments themes = segments(
                "theme",
                List.of("light", "dark"),
                name -> texts.get("designer.export.theme." + name),
                dark ? 1 : 0,
                chosen -> dark = chosen == 1);
        CheckBox withFigures = new CheckBox(texts.get("designer.export.figures"));
        withFigures.setId("picture-figures");
        withFigures.setDisable(figures == null);
        withFigures.setSelected(figures != null);
        Button save = new Button(texts.get("designer.export.save"));
        save.setId("picture-save");
        save.getStyleClass().add("primary");
        save.setDefaultButton(true);
        save.setOnAction(event -> {
            close.run();
            then.accept(
                    format,
                    new PictureStyle(
                            dark,
                            format == Format.SVG ? 1 : scale,
                            withFigures.isSelected() ? figures : null,
                            ChangeMarks.NONE));
        });
        Button cancel = new Button(texts.get("designer.export.cancel"));
        cancel.setId("picture-cancel");
        cancel.setOnAction(event -> close.run());
        HBox foot = new HBox(8, save, cancel);
        getChildren()
                .addAll(
                        title,
                        field("format", formats),
                        field("theme", themes),
                        field("scale", scales),
                        withFigures,
                        foot);
    }

    private void setFormat(int index) {
        format = Format.values()[index];
        // An SVG has no pixels.
        scales.setDisable(format == Format.SVG);
    }

    private HBox field(String name, Segments segments) {
        Label label = new Label(texts.get("designer.export." + name));
        label.setMinWidth(96);
        HBox.setHgrow(segments, Priority.ALWAYS);
        HBox line = new HBox(8, label, segments);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    /** @param words of each choice */
    private static Segments segments(
            String name, List<String> choices, UnaryOperator<String> words, int first, IntConsumer chosen) {
        return new Segments(
                choices.stream()
                        .map(choice -> new Segments.Choice("picture-" + name + "-" + choice, words.apply(choice)))
                        .toList(),
                first,
                chosen);
    }
}
