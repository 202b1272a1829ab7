package dev.tailrace.designer.preview;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.preview.SampleChoices.Origin;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Which rows a preview is made of, and which ports are shown where there are several. */
final class SampleBar extends VBox {
    private static final double WIDEST = 400;

    private final Map<Origin, ToggleButton> origins = new EnumMap<>(Origin.class);
    private final HBox segments = new HBox();
    private final ComboBox<String> in = new ComboBox<>();
    private final ComboBox<String> out = new ComboBox<>();
    private final HBox ports = new HBox(8, in, out);
    private boolean showing;

    /**
     * @param chosen hears where the rows are to come from
     * @param changed hears that another port is to be shown
     */
    SampleBar(Texts texts, Consumer<Origin> chosen, Runnable changed) {
        super(8);
        ToggleGroup group = new ToggleGroup();
        segments.getStyleClass().add("inspector-segments");
        segments.setMaxWidth(WIDEST);
        for (Origin origin : Origin.values()) {
            ToggleButton button = new ToggleButton(texts.get("designer.preview.from-"
                    + origin.name().toLowerCase(Locale.ROOT).replace('_', '-')));
            button.setToggleGroup(group);
            button.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(button, Priority.ALWAYS);
            button.setId("preview-" + origin.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            button.setOnAction(pressed -> {
                button.setSelected(true);
                chosen.accept(origin);
            });
            origins.put(origin, button);
            segments.getChildren().add(button);
        }
        for (ComboBox<String> port : List.of(in, out)) {
            port.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(port, Priority.ALWAYS);
            port.managedProperty().bind(port.visibleProperty());
            port.valueProperty().addListener((property, before, now) -> {
                if (!showing) {
                    changed.run();
                }
            });
        }
        in.setAccessibleText(texts.get("designer.preview.input"));
        out.setAccessibleText(texts.get("designer.preview.output"));
        segments.managedProperty().bind(segments.visibleProperty());
        ports.managedProperty().bind(ports.visibleProperty());
        getChildren().addAll(segments, ports);
    }

    /** @param inputs names of the ports, of which the ones shown so far stay chosen */
    void show(Origin origin, List<String> inputs, List<String> outputs) {
        showing = true;
        ToggleButton button = origins.get(origin);
        if (button != null) {
            button.setSelected(true);
        }
        segments.setVisible(!inputs.isEmpty());
        fill(in, inputs);
        fill(out, outputs);
        ports.setVisible(in.isVisible() || out.isVisible());
        showing = false;
    }

    private static void fill(ComboBox<String> combo, List<String> names) {
        if (!combo.getItems().equals(names)) {
            String kept = combo.getValue();
            combo.getItems().setAll(names);
            combo.setValue(names.contains(kept) ? kept : names.isEmpty() ? "" : names.get(0));
        }
        combo.setVisible(names.size() > 1);
    }

    /** The input port that is shown, empty for none. */
    String input() {
        return in.getValue() == null ? "" : in.getValue();
    }

    /** The output port that is shown, empty for none. */
    String output() {
        return out.getValue() == null ? "" : out.getValue();
    }
}
