package dev.tailrace.designer;

import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * A layer over the window for one card at a time: questions and the command palette. While a card is there, mouse and
 * focus stay with it; Escape and a press beside it take it away.
 */
final class Overlay extends StackPane {
    private @Nullable Node card;
    private @Nullable Node focusedBefore;
    private Runnable dismissed = () -> {};
    private final ChangeListener<@Nullable Node> keepFocus = (property, before, after) -> {
        Node shown = card;
        if (shown != null && before != null && after != null && !isWithin(after, shown) && isWithin(before, shown)) {
            before.requestFocus();
        }
    };

    Overlay() {
        getStyleClass().add("overlay");
        setVisible(false);
        setOnMousePressed(event -> {
            if (event.getTarget() == this) {
                dismiss();
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                dismiss();
            }
        });
    }

    boolean isShowing() {
        return card != null;
    }

    /**
     * Shows a card, in place of another.
     *
     * @param whenDismissed what Escape means
     */
    void show(Node newCard, Pos where, Runnable whenDismissed) {
        Scene scene = getScene();
        if (card == null && scene != null) {
            focusedBefore = scene.getFocusOwner();
            scene.focusOwnerProperty().addListener(keepFocus);
        }
        card = newCard;
        dismissed = whenDismissed;
        StackPane.setAlignment(newCard, where);
        getChildren().setAll(newCard);
        setVisible(true);
    }

    /** Takes the card away and gives the focus back. */
    void hide() {
        Scene scene = getScene();
        if (card == null || scene == null) {
            return;
        }
        scene.focusOwnerProperty().removeListener(keepFocus);
        card = null;
        setVisible(false);
        getChildren().clear();
        if (focusedBefore != null) {
            focusedBefore.requestFocus();
        }
    }

    private void dismiss() {
        Runnable then = dismissed;
        hide();
        then.run();
    }

    private static boolean isWithin(Node node, Node ancestor) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == ancestor) {
                return true;
            }
        }
        return false;
    }
}
