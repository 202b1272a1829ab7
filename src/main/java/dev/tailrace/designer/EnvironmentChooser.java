package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.actions.Actions;
import dev.tailrace.model.Environment;
import java.util.List;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** The menu of the toolbar that says with whose values the pipeline is checked and run; hidden where there is no choice. */
final class EnvironmentChooser {
    private final MenuButton button;
    private final OpenPipeline open;
    private final EnvironmentKeeping keeping;
    private final Actions actions;
    private final Texts texts;

    EnvironmentChooser(MenuButton button, OpenPipeline open, EnvironmentKeeping keeping, Actions actions) {
        this.button = button;
        this.open = open;
        this.keeping = keeping;
        this.actions = actions;
        this.texts = open.workbench().texts();
        actions.add(Action.of("environment", texts, button::show)
                .on("Shortcut+Shift+I")
                .withIcon("mdi2t-tune-variant")
                .when(button.visibleProperty()));
        button.managedProperty().bind(button.visibleProperty());
        button.setTooltip(new Tooltip(texts.get("designer.toolbar.environment")));
        button.setOnShowing(event -> fill());
        fill();
        open.editor().addListener(change -> show());
        show();
    }

    private void show() {
        String chosen = open.editor().environment();
        String shown = chosen == null ? texts.get("designer.toolbar.defaults") : chosen;
        button.setVisible(!environments().isEmpty());
        if (!shown.equals(button.getText())) {
            button.setText(shown);
            button.setAccessibleText(texts.get("designer.toolbar.environment") + " " + shown);
        }
    }

    private void fill() {
        button.getItems().setAll(item(null, texts.get("designer.toolbar.defaults")));
        for (Environment environment : environments()) {
            button.getItems().add(item(environment.name(), environment.name()));
        }
        button.getItems().addAll(new SeparatorMenuItem(), actions.menuItem("parameters"));
    }

    private RadioMenuItem item(@Nullable String environment, String words) {
        RadioMenuItem item = new RadioMenuItem(words);
        // A name is no mnemonic.
        item.setMnemonicParsing(false);
        String chosen = open.editor().environment();
        item.setSelected(environment == null ? chosen == null : environment.equals(chosen));
        item.setOnAction(event -> keeping.choose(environment));
        return item;
    }

    private List<Environment> environments() {
        return open.editor().pipeline().attachments().environments();
    }
}
