package dev.tailrace.designer.canvas;

import atlantafx.base.controls.ToggleSwitch;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.breakpoints.Mark;
import dev.tailrace.designer.breakpoints.TallyWords;
import dev.tailrace.designer.inspector.WireExpressionField;
import dev.tailrace.designer.theme.PaneSheet;
import dev.tailrace.language.TypeGroup;
import dev.tailrace.model.Wire;
import dev.tailrace.runtime.Breakpoint;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The breakpoint of one wire, to be edited beside it. What was typed counts once the card is left, but for Escape. */
final class BreakpointCard extends VBox {
    static final double WIDTH = 336;

    private static final int MOST_DIGITS = 9;

    private final Workbench workbench;
    private final Texts texts;
    private final Runnable close;
    private final ToggleSwitch on = new ToggleSwitch();
    private final WireExpressionField condition;
    private final TextField every = new TextField();
    private final Label seen = new Label();
    private @Nullable Wire wire;

    /** @param close hides the card */
    BreakpointCard(Workbench workbench, Runnable close) {
        this.workbench = workbench;
        this.texts = workbench.texts();
        this.close = close;
        condition = new WireExpressionField(workbench, TypeGroup.BOOLEAN, texts.get("designer.rows.condition"));
        getStyleClass().addAll("float-card", "breakpoint-card");
        setId("breakpoint-card");
        PaneSheet.dress(this);
        setPrefWidth(WIDTH);
        setMaxWidth(WIDTH);
        setSpacing(8);
        on.setAccessibleText(texts.get("designer.breakpoint.on"));
        every.setPrefColumnCount(4);
        every.setId("breakpoint-every");
        every.setAccessibleText(texts.get("designer.breakpoint.hit-field"));
        every.textProperty().addListener((property, before, text) -> {
            if (!text.matches("\\d{0," + MOST_DIGITS + "}")) {
                every.setText(before);
            }
        });
        every.setOnAction(entered -> done());
        seen.getStyleClass().add("hint");
        seen.setWrapText(true);
        seen.managedProperty().bind(seen.visibleProperty());
        getChildren().addAll(header(), condition, counts(), seen, buttons());
        workbench.holds().talliesProperty().addListener(change -> tell());
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    void show(Wire shown) {
        wire = shown;
        Mark mark = Objects.requireNonNullElse(workbench.marks().of(shown), Mark.PLAIN);
        on.setSelected(mark.on());
        condition.show(shown, mark.breakpoint().condition());
        every.setText(Long.toString(mark.breakpoint().everyHits()));
        tell();
    }

    /** Goes to the condition. */
    void begin() {
        condition.requestFocus();
    }

    @Nullable
    Wire wire() {
        return wire;
    }

    /** Takes what was typed. */
    void keep() {
        Wire kept = wire;
        wire = null;
        if (kept != null) {
            workbench
                    .marks()
                    .set(kept, new Mark(new Breakpoint(condition.text().strip(), everyHits()), on.isSelected()));
        }
    }

    private long everyHits() {
        return every.getText().isEmpty() ? 1 : Math.max(1, Long.parseLong(every.getText()));
    }

    private HBox header() {
        Label title = new Label(texts.get("designer.breakpoint.pause-when"));
        title.getStyleClass().add("strong");
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        Label word = new Label(texts.get("designer.breakpoint.on"));
        word.getStyleClass().add("second");
        HBox header = new HBox(8, title, spring, word, on);
        header.setAlignment(Pos.CENTER_LEFT);
        return header;
    }

    private HBox counts() {
        Label before = new Label(texts.get("designer.breakpoint.nth-before"));
        Label after = new Label();
        after.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> texts.get("designer.breakpoint.nth-after", everyHits()), every.textProperty()));
        before.getStyleClass().add("second");
        after.getStyleClass().add("second");
        HBox counts = new HBox(8, before, every, after);
        counts.setAlignment(Pos.CENTER_LEFT);
        return counts;
    }

    private HBox buttons() {
        Button remove = new Button(texts.get("designer.breakpoint.remove"));
        remove.setId("breakpoint-remove");
        remove.setOnAction(event -> {
            Wire removed = wire;
            wire = null;
            if (removed != null) {
                workbench.marks().remove(removed);
            }
            close.run();
        });
        Button done = new Button(texts.get("designer.breakpoint.done"));
        done.setId("breakpoint-done");
        done.getStyleClass().add("primary");
        done.setOnAction(event -> done());
        HBox buttons = new HBox(8, remove, done);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        return buttons;
    }

    private void done() {
        keep();
        close.run();
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
            done();
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE && !condition.isProposing()) {
            wire = null;
            close.run();
            event.consume();
        }
    }

    private void tell() {
        Wire shown = wire;
        if (shown != null) {
            TallyWords.tell(seen, workbench.holds().talliesProperty().get().get(shown), texts);
        }
    }
}
