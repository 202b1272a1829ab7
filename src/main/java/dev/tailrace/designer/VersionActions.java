package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.actions.Actions;
import java.util.function.Consumer;
import javafx.beans.property.SimpleBooleanProperty;

/** Comparing and exporting, as menus, keys and the command search have them. Used on the JavaFX thread. */
final class VersionActions {
    private final Comparing comparing;
    private final Exporting exporting;
    private final Texts texts;
    private final boolean canSayInFlinkSql;

    VersionActions(Comparing comparing, Exporting exporting, Surroundings given) {
        this.comparing = comparing;
        this.exporting = exporting;
        this.texts = given.texts();
        this.canSayInFlinkSql = given.flinkSql() != null;
    }

    void declare(Actions actions, PipelineTab tab) {
        actions.add(action("compare", comparing::show, tab).on("Shortcut+Alt+V").withIcon("mdi2f-file-compare"));
        actions.add(action("export-picture", exporting::picture, tab)
                .on("Shortcut+Alt+I")
                .withIcon("mdi2i-image-outline"));
        actions.add(action("export-sql", exporting::flinkSql, tab)
                .on("Shortcut+Alt+Q")
                .withIcon("mdi2d-database-export-outline")
                .when(new SimpleBooleanProperty(canSayInFlinkSql)));
        actions.add(action("export-description", exporting::description, tab)
                .on("Shortcut+Alt+M")
                .withIcon("mdi2f-file-document-outline"));
        actions.add(
                action("export-json", exporting::copy, tab).on("Shortcut+Alt+C").withIcon("mdi2c-code-json"));
    }

    private Action action(String id, Consumer<PipelineTab> does, PipelineTab tab) {
        return Action.of(id, texts, () -> does.accept(tab));
    }
}
