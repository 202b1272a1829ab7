package dev.tailrace.designer.inspector;

import dev.tailrace.designer.theme.PaneSheet;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;

/** A card beside some letters, without focus of its own: above them where there is room. */
final class HintPopup {
    private static final double GAP = 6;
    private static final double WIDTH = 340;

    private final Popup popup = new Popup();
    private final VBox card = new VBox(4);

    HintPopup(String styleClass) {
        card.getStyleClass().addAll("hint-card", styleClass);
        card.setMaxWidth(WIDTH);
        popup.setHideOnEscape(false);
        popup.setAutoFix(true);
        popup.getContent().add(card);
    }

    boolean isShowing() {
        return popup.isShowing();
    }

    VBox card() {
        return card;
    }

    /** @param letters in screen coordinates */
    void show(Node owner, Bounds letters, Node... content) {
        card.getChildren().setAll(content);
        card.getStylesheets().setAll(owner.getScene().getStylesheets());
        PaneSheet.dress(card);
        card.applyCss();
        card.layout();
        double height = card.prefHeight(Math.min(WIDTH, card.prefWidth(-1)));
        double above = letters.getMinY() - GAP - height;
        double y = above > 0 ? above : letters.getMaxY() + GAP;
        if (popup.isShowing()) {
            popup.setAnchorX(letters.getMinX());
            popup.setAnchorY(y);
        } else {
            popup.show(owner, letters.getMinX(), y);
        }
    }

    void hide() {
        popup.hide();
    }
}
