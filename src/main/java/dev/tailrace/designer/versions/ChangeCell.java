package dev.tailrace.designer.versions;

import dev.tailrace.model.versions.Change;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One change in the list: its sign, what has changed, and how. */
final class ChangeCell extends ListCell<Change> {
    private final Supplier<@Nullable ChangeWords> words;
    private final Label sign = new Label();
    private final Label subject = new Label();
    private final Label what = new Label();
    private final HBox box;

    ChangeCell(Supplier<@Nullable ChangeWords> words) {
        this.words = words;
        sign.getStyleClass().add("change-sign");
        subject.getStyleClass().add("strong");
        what.getStyleClass().add("second");
        VBox lines = new VBox(1, subject, what);
        lines.setAlignment(Pos.CENTER_LEFT);
        lines.setMinWidth(0);
        box = new HBox(8, sign, lines);
        box.setAlignment(Pos.CENTER_LEFT);
        box.setMinWidth(0);
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Change change, boolean empty) {
        super.updateItem(change, empty);
        ChangeWords saying = words.get();
        if (empty || change == null || saying == null) {
            setGraphic(null);
            setTooltip(null);
            setAccessibleText(null);
            return;
        }
        sign.setText(ChangeWords.sign(change));
        sign.getStyleClass().setAll("label", "change-sign", change.kind().name().toLowerCase(Locale.ROOT));
        subject.setText(saying.subject(change));
        what.setText(saying.what(change));
        setTooltip(new Tooltip(saying.line(change)));
        setAccessibleText(saying.line(change));
        setGraphic(box);
    }
}
