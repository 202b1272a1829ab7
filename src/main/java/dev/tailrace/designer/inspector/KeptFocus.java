package dev.tailrace.designer.inspector;

import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the focus near where it was when what has it is taken out of a pane, as by an undo: JavaFX would give it to the
 * first control of the window. On the JavaFX thread.
 */
final class KeptFocus {
    private final Parent pane;
    private final Runnable otherwise;

    /** The parents, up to the pane, of what has the focus in it; empty while it is elsewhere. */
    private List<Parent> around = List.of();

    /** What JavaFX has given the focus to, in place of what was taken away. */
    private @Nullable Node given;

    private KeptFocus(Parent pane, Runnable otherwise) {
        this.pane = pane;
        this.otherwise = otherwise;
    }

    /** @param otherwise takes the focus where nothing is left in the pane that was around it */
    static void in(Parent pane, Runnable otherwise) {
        KeptFocus kept = new KeptFocus(pane, otherwise);
        pane.sceneProperty()
                .flatMap(Scene::focusOwnerProperty)
                .addListener((property, before, now) -> kept.follow(before, now));
    }

    private void follow(@Nullable Node before, @Nullable Node now) {
        given = before == null ? now : null;
        boolean taken = now == null && before != null && before.getScene() == null && pane.getScene() != null;
        if (taken && !around.isEmpty()) {
            List<Parent> left = around;
            Platform.runLater(() -> bringBack(left));
        }
        around = now == null ? List.of() : around(now);
    }

    private List<Parent> around(Node focused) {
        List<Parent> parents = new ArrayList<>();
        for (Parent at = focused.getParent(); at != null; at = at.getParent()) {
            if (at == pane) {
                parents.add(at);
                return parents;
            }
            parents.add(at);
        }
        return List.of();
    }

    /** Somebody may have chosen meanwhile where to go on. */
    private void bringBack(List<Parent> left) {
        Scene scene = pane.getScene();
        if (scene == null || scene.getFocusOwner() != given) {
            return;
        }
        left.stream()
                .filter(place -> place != pane && place.getScene() == scene)
                .map(KeptFocus::first)
                .filter(found -> found != null)
                .findFirst()
                .ifPresentOrElse(Node::requestFocus, otherwise);
    }

    /** What takes the focus first, in a part that is seen. */
    private static @Nullable Node first(Parent part) {
        for (Node child : part.getChildrenUnmodifiable()) {
            if (!child.isVisible() || child.isDisabled()) {
                continue;
            }
            if (child.isFocusTraversable()) {
                return child;
            }
            Node found = child instanceof Parent parent ? first(parent) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
