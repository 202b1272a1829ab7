package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.actions.Actions;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * What the window can do whatever is open, and what it can do with the file of a tab. Used on the JavaFX thread.
 */
final class WindowActions {
    private static final List<KeyCombination> NEXT = List.of(
            new KeyCodeCombination(KeyCode.TAB, KeyCombination.CONTROL_DOWN),
            new KeyCodeCombination(KeyCode.PAGE_DOWN, KeyCombination.CONTROL_DOWN));
    private static final List<KeyCombination> PREVIOUS = List.of(
            new KeyCodeCombination(KeyCode.TAB, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN),
            new KeyCodeCombination(KeyCode.PAGE_UP, KeyCombination.CONTROL_DOWN));

    private final Texts texts;
    private final PipelineTabs tabs;
    private final Filing filing;
    private final Closing closing;

    WindowActions(Texts texts, PipelineTabs tabs, Filing filing, Closing closing) {
        this.texts = texts;
        this.tabs = tabs;
        this.filing = filing;
        this.closing = closing;
    }

    /** What the window itself does. */
    record Does(
            Runnable commands,
            Runnable theme,
            Runnable importSql,
            Consumer<PipelineTab> history,
            Consumer<@Nullable String> samples,
            BooleanProperty reducedMotion,
            BooleanProperty reopenFiles) {}

    /** @param tab whose actions these are, or null for the start screen */
    void declare(Actions actions, @Nullable PipelineTab tab, Does does) {
        actions.add(action("new", filing::create).on("Shortcut+N").withIcon("mdi2p-plus"));
        actions.add(action("open", filing::open).on("Shortcut+O").withIcon("mdi2f-folder-open-outline"));
        actions.add(action("import-sql", does.importSql())
                .on("Shortcut+Shift+O")
                .withIcon("mdi2d-database-search-outline"));
        actions.add(action("commands", does.commands()).on("Shortcut+Shift+P").withIcon("mdi2k-keyboard-outline"));
        actions.add(action("theme", does.theme()).withIcon("mdi2t-theme-light-dark"));
        actions.add(toggle("reduced-motion", does.reducedMotion()));
        actions.add(toggle("reopen-files", does.reopenFiles()));
        actions.add(action("reopen-tab", filing::reopenClosed)
                .on("Shortcut+Shift+T")
                .when(tabs.reopenable()));
        actions.add(action("next-tab", () -> tabs.showBeside(1))
                .heardElsewhere(NEXT)
                .when(tabs.any()));
        actions.add(action("previous-tab", () -> tabs.showBeside(-1))
                .heardElsewhere(PREVIOUS)
                .when(tabs.any()));
        actions.add(action("start", () -> tabs.show(null)).withIcon("mdi2h-home-outline"));
        actions.add(action("samples", () -> does.samples().accept(null)).withIcon("mdi2i-image-multiple-outline"));
        if (tab != null) {
            declareFile(actions, tab, does);
        }
    }

    private void declareFile(Actions actions, PipelineTab tab, Does does) {
        OpenPipeline open = tab.open();
        actions.add(action("save", () -> filing.save(open, () -> {}))
                .on("Shortcut+S")
                .withIcon("mdi2c-content-save-outline"));
        actions.add(action("save-as", () -> filing.saveAs(open, () -> {})).on("Shortcut+Shift+S"));
        actions.add(
                action("close-tab", () -> closing.close(tab)).on("Shortcut+W").withIcon("mdi2c-close"));
        actions.add(action("local-history", () -> does.history().accept(tab))
                .withIcon("mdi2h-history")
                .when(open.pathProperty().isNotNull()));
        BooleanProperty one = new SimpleBooleanProperty();
        open.editor().addListener(change -> one.set(open.editor().selectedNode() != null));
        actions.add(action("samples-with-operator", () -> Optional.ofNullable(
                                open.editor().selectedNode())
                        .flatMap(id -> open.editor().pipeline().node(id))
                        .ifPresent(node -> does.samples().accept(node.operator())))
                .withIcon("mdi2i-image-multiple-outline")
                .when(one));
    }

    /** Goes to the neighbour of the shown tab, before any control takes the key for itself. */
    void steer(KeyEvent event) {
        int step = matches(NEXT, event) ? 1 : matches(PREVIOUS, event) ? -1 : 0;
        if (step != 0) {
            event.consume();
            tabs.showBeside(step);
        }
    }

    private static boolean matches(List<KeyCombination> keys, KeyEvent event) {
        return keys.stream().anyMatch(key -> key.match(event));
    }

    private Action action(String id, Runnable handler) {
        return Action.of(id, texts, handler);
    }

    private Action toggle(String id, BooleanProperty on) {
        return Action.toggle(id, texts, on);
    }
}
