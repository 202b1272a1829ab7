package dev.tailrace.designer.canvas;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.inspector.WireExpressionField;
import dev.tailrace.designer.theme.PaneSheet;
import dev.tailrace.language.TypeGroup;
import dev.tailrace.model.Wire;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** What is pinned of one wire, to be edited beside it. What was typed is pinned once the card is left, but for Escape. */
final class PinCard extends VBox {
    static final double WIDTH = 320;

    private final Workbench workbench;
    private final Texts texts;
    private final Runnable close;
    private final VBox pinned = new VBox(2);
    private final WireExpressionField field;
    private @Nullable Wire wire;

    /** @param close hides the card */
    PinCard(Workbench workbench, Runnable close) {
        this.workbench = workbench;
        this.texts = workbench.texts();
        this.close = close;
        getStyleClass().addAll("float-card", "breakpoint-card");
        setId("pin-card");
        PaneSheet.dress(this);
        setPrefWidth(WIDTH);
        setMaxWidth(WIDTH);
        setSpacing(8);
        Label title = new Label(texts.get("designer.pin.title"));
        title.getStyleClass().add("strong");
        field = new WireExpressionField(workbench, TypeGroup.ANY, texts.get("designer.pin.field"));
        Label hint = new Label(texts.get("designer.pin.field"));
        hint.getStyleClass().add("second");
        pinned.managedProperty().bind(pinned.visibleProperty());
        Button add = new Button(texts.get("designer.pin.add"));
        add.setId("pin-add");
        add.setOnAction(pressed -> add());
        Button done = new Button(texts.get("designer.pin.done"));
        done.setId("pin-done");
        done.getStyleClass().add("primary");
        done.setOnAction(pressed -> done());
        HBox buttons = new HBox(8, add, done);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(title, pinned, new VBox(4, hint, field), buttons);
        workbench.pins().addListener(this::tell);
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    void show(Wire shown) {
        wire = shown;
        field.show(shown, "");
        tell();
    }

    /** Goes to the field. */
    void begin() {
        field.requestFocus();
    }

    @Nullable
    Wire wire() {
        return wire;
    }

    /** Pins what was typed. */
    void keep() {
        add();
        wire = null;
    }

    private void add() {
        Wire shown = wire;
        if (shown != null) {
            workbench.pins().add(shown, field.text());
            field.show(shown, "");
            field.requestFocus();
        }
    }

    private void done() {
        keep();
        close.run();
    }

    private void tell() {
        Wire shown = wire;
        if (shown != null) {
            pinned.getChildren()
                    .setAll(workbench.pins().of(shown).stream()
                            .map(text -> line(shown, text))
                            .toList());
            pinned.setVisible(!pinned.getChildren().isEmpty());
        }
    }

    private HBox line(Wire of, String text) {
        Label label = new Label(text);
        label.getStyleClass().add("pin-text");
        label.setMinWidth(0);
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        Button remove = new Button(null, new FontIcon("mdi2p-pin-off-outline"));
        remove.getStyleClass().add("quiet-button");
        String words = texts.get("designer.pin.remove", text);
        remove.setAccessibleText(words);
        remove.setTooltip(new Tooltip(words));
        remove.setOnAction(pressed -> workbench.pins().remove(of, text));
        HBox line = new HBox(8, label, spring, remove);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void pressed(KeyEvent event) {
        boolean plain = !event.isShiftDown() && !event.isAltDown();
        if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
            done();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER && plain && !field.isProposing() && field.holdsFocus()) {
            add();
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE && !field.isProposing()) {
            wire = null;
            close.run();
            event.consume();
        }
    }
}
