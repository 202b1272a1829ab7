package dev.tailrace.designer;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** One calm line under the toolbar: what happened, what to do, and the button that helps. */
final class NoticeBar extends HBox {
    /** How a notice looks; each has a glyph of its own beside its colour. */
    enum Kind {
        NEWS("mdi2i-information-outline"),
        ERROR("mdi2a-alert-circle-outline");

        private final String icon;

        Kind(String icon) {
            this.icon = icon;
        }
    }

    private final FontIcon glyph = new FontIcon(Kind.NEWS.icon);
    private final Label message = new Label();
    private final Label remedy = new Label();
    private final HBox buttons = new HBox(8);

    NoticeBar(String closeWords) {
        getStyleClass().add("notice");
        setId("notice");
        message.getStyleClass().add("strong");
        message.setMinWidth(0);
        remedy.getStyleClass().add("second");
        remedy.managedProperty().bind(remedy.visibleProperty());
        remedy.visibleProperty().bind(remedy.textProperty().isNotEmpty());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button close = new Button(null, new FontIcon("mdi2c-close"));
        close.getStyleClass().add("quiet-button");
        close.setAccessibleText(closeWords);
        close.setTooltip(new Tooltip(closeWords));
        close.setOnAction(event -> clear());
        buttons.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(glyph, message, remedy, buttons, gap, close);
        managedProperty().bind(visibleProperty());
        setAccessibleRole(AccessibleRole.TEXT);
        setVisible(false);
    }

    /** Shows a notice in place of the last. */
    void tell(Kind kind, String what, @Nullable String remedyWords) {
        glyph.setIconLiteral(kind.icon);
        getStyleClass().removeAll("news", "error");
        getStyleClass().add(kind == Kind.ERROR ? "error" : "news");
        message.setText(what);
        message.setTooltip(new Tooltip(what));
        remedy.setText(remedyWords == null ? "" : remedyWords);
        remedy.setTooltip(remedyWords == null ? null : new Tooltip(remedyWords));
        setAccessibleText(remedyWords == null ? what : what + " " + remedyWords);
        buttons.getChildren().clear();
        setVisible(true);
    }

    /** Adds a button to the notice; pressing it takes the notice away. */
    void offer(String id, String words, Runnable action) {
        Button button = new Button(words);
        button.setMnemonicParsing(false);
        button.setId(id);
        button.setOnAction(event -> {
            clear();
            action.run();
        });
        buttons.getChildren().add(button);
    }

    void clear() {
        setVisible(false);
    }
}
