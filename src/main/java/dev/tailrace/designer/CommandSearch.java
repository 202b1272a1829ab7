package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.actions.Actions;
import dev.tailrace.designer.actions.CommandPalette;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Pos;

/**
 * The command palette of the window: everything that can be done, the operators of the shown drawing, and the files
 * used last. Used on the JavaFX thread.
 */
final class CommandSearch {
    private final Shell shell;
    private final Filing filing;
    private final Texts texts;
    private final Supplier<Actions> actions;

    /** @param actions what can be done with what is shown */
    CommandSearch(Shell shell, Filing filing, Texts texts, Supplier<Actions> actions) {
        this.shell = shell;
        this.filing = filing;
        this.texts = texts;
        this.actions = actions;
    }

    void show() {
        CommandPalette palette = new CommandPalette(this::offered, texts, shell.overlay()::hide);
        shell.overlay().show(palette, Pos.TOP_CENTER, () -> {});
        palette.open("");
    }

    private List<Action> offered() {
        List<Action> offered = new ArrayList<>(actions.get().all());
        offered.removeIf(action -> action.id().equals("commands"));
        PipelineTab tab = shell.tabs().shown();
        if (tab != null) {
            offered.addAll(tab.view().nodes());
        }
        filing.recent()
                .all()
                .forEach(file -> offered.add(Action.of(
                                "recent-" + file.path(),
                                () -> texts.get("designer.tabs.recent", file.name()),
                                () -> filing.open(file.path()))
                        .withIcon("mdi2s-source-branch")));
        return offered;
    }
}
