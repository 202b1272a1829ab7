package dev.tailrace.designer;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A question with its answers as buttons: the one that helps comes first and has the focus. */
final class QuestionCard extends VBox {
    /**
     * @param id of the button, for tests and style sheets
     * @param words a verb
     */
    record Answer(String id, String words, Runnable action) {}

    private final Button first;

    /** @param details under the title, one line each; may be empty */
    QuestionCard(Overlay overlay, String title, List<String> details, List<Answer> answers) {
        getStyleClass().addAll("float-card", "question");
        setId("question");
        setAccessibleRole(AccessibleRole.DIALOG);
        setAccessibleText(title);
        Label heading = new Label(title);
        heading.getStyleClass().add("pane-title");
        heading.setWrapText(true);
        getChildren().add(heading);
        if (!details.isEmpty()) {
            VBox lines = new VBox(4);
            for (String detail : details) {
                Label line = new Label(detail);
                line.setWrapText(true);
                line.getStyleClass().add("second");
                lines.getChildren().add(line);
            }
            getChildren().add(lines);
        }
        HBox buttons = new HBox(8);
        buttons.setAlignment(Pos.CENTER_LEFT);
        for (Answer answer : answers) {
            Button button = new Button(answer.words());
            button.setMnemonicParsing(false);
            button.setId(answer.id());
            button.setOnAction(event -> {
                overlay.hide();
                answer.action().run();
            });
            buttons.getChildren().add(button);
        }
        first = (Button) buttons.getChildren().get(0);
        first.getStyleClass().add("primary");
        first.setDefaultButton(true);
        getChildren().add(buttons);
        setMaxSize(480, Region.USE_PREF_SIZE);
    }

    /** Shows it in the middle of the window. */
    void show(Overlay overlay, Runnable dismissed) {
        overlay.show(this, Pos.CENTER, dismissed);
        first.requestFocus();
    }
}
