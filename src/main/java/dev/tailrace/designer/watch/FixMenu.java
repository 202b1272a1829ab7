package dev.tailrace.designer.watch;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.commands.FixOffer;
import java.util.function.Supplier;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What can be done about one problem: its fixes, each with what it changes, the same for all of its kind, a visit. */
final class FixMenu {
    private final Workbench workbench;
    private final Supplier<@Nullable Problem> selected;
    private final Runnable visit;
    private final ContextMenu menu = new ContextMenu();

    FixMenu(Workbench workbench, Supplier<@Nullable Problem> selected, Runnable visit) {
        this.workbench = workbench;
        this.selected = selected;
        this.visit = visit;
        menu.setId("problems-menu");
    }

    /** By key, at the middle of the list's upper edge. */
    void showForSelected(Node list) {
        Bounds bounds = list.localToScreen(list.getBoundsInLocal());
        if (bounds != null) {
            show(selected.get(), list, bounds.getMinX() + bounds.getWidth() / 2, bounds.getMinY());
        }
    }

    void show(@Nullable Problem problem, Node list, double screenX, double screenY) {
        menu.hide();
        menu.getItems().clear();
        if (problem == null) {
            return;
        }
        Texts texts = workbench.texts();
        Fixes.offers(workbench, problem).forEach(offer -> menu.getItems().add(item(offer)));
        Fixes.offerOfAll(workbench, problem).ifPresent(offer -> menu.getItems().add(item(offer)));
        if (menu.getItems().isEmpty()) {
            MenuItem none = new MenuItem(texts.get("designer.fix.none"));
            none.setDisable(true);
            menu.getItems().add(none);
        }
        MenuItem go = new MenuItem(texts.get("designer.fix.go"));
        go.setOnAction(chosen -> visit.run());
        go.setDisable(problem.node() == null);
        menu.getItems().addAll(new SeparatorMenuItem(), go);
        menu.show(list, screenX, screenY);
    }

    private MenuItem item(FixOffer offer) {
        Label words = new Label(offer.words());
        Label change = new Label(offer.change());
        words.getStyleClass().add("fix-words");
        change.getStyleClass().add("fix-change");
        MenuItem item = new MenuItem(null, new VBox(words, change));
        item.setOnAction(chosen -> Fixes.now(workbench, offer));
        return item;
    }
}
