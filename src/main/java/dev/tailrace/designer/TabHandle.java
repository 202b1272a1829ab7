package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.runtime.Run;
import java.nio.file.Path;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * One tab: whether it runs, its name, whether it has edits that are not saved, and what closes it. The mark of edits gives
 * way to the button under the pointer.
 */
final class TabHandle extends HBox {
    private static final double DRAG_STARTS = 6;
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    /** What a tab asks for. */
    interface Does {
        void show();

        void close();

        /** The tab is dragged, its pointer at a place of the scene. */
        void drag(double sceneX);

        /** Moves the focus to a neighbour. */
        void focus(int step);
    }

    private final PipelineTab tab;
    private final Texts texts;
    private final Does does;
    private final FontIcon running = new FontIcon("mdi2p-play");
    private final Label name = new Label();
    private final Region dirty = new Region();
    private final Tooltip tip = new Tooltip();
    private double pressedX;
    private boolean dragging;

    TabHandle(PipelineTab tab, Texts texts, Does does) {
        this.tab = tab;
        this.texts = texts;
        this.does = does;
        getStyleClass().add("tab-handle");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TAB_ITEM);
        running.getStyleClass().add("tab-running");
        running.managedProperty().bind(running.visibleProperty());
        dirty.getStyleClass().add("tab-dirty");
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        Button close = new Button(null, new FontIcon("mdi2c-close"));
        close.getStyleClass().addAll("quiet-button", "tab-close");
        close.setFocusTraversable(false);
        close.setAccessibleText(texts.get("designer.action.close-tab"));
        close.setOnAction(event -> does.close());
        close.visibleProperty().bind(hoverProperty());
        dirty.visibleProperty()
                .bind(tab.open().dirtyProperty().and(hoverProperty().not()));
        getChildren().addAll(running, name, new StackPane(dirty, close));
        Tooltip.install(this, tip);
        tab.runProperty().addListener(change -> tell());
        tab.open().dirtyProperty().addListener(change -> tell());
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(MouseEvent.MOUSE_RELEASED, event -> setOpacity(1));
        addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.getButton() == MouseButton.MIDDLE) {
                does.close();
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        tell();
    }

    PipelineTab tab() {
        return tab;
    }

    /** @param words that tell this tab from the others */
    void show(String words, boolean isShown) {
        name.setText(words);
        setId("file-tab-" + words.replaceAll("[^\\p{L}\\p{N}-]+", "-"));
        pseudoClassStateChanged(SELECTED, isShown);
        Path path = tab.open().pathProperty().get();
        tip.setText(path == null ? words : path.toString());
        tell();
    }

    private void tell() {
        Run.@Nullable State state = tab.runProperty().get();
        boolean isRunning = state != null && !state.isFinal();
        boolean failed = state == Run.State.FAILED;
        running.setVisible(isRunning || failed);
        running.setIconLiteral(failed ? "mdi2a-alert-circle-outline" : "mdi2p-play");
        running.getStyleClass().remove("failed");
        if (failed) {
            running.getStyleClass().add("failed");
        }
        StringBuilder words = new StringBuilder(name.getText());
        if (isRunning || failed) {
            words.append(", ")
                    .append(texts.get(
                            failed ? "designer.toolbar.state.run.failed" : "designer.toolbar.state.run.running"));
        }
        if (tab.open().dirtyProperty().get()) {
            words.append(", ").append(texts.get("designer.toolbar.state.not-saved"));
        }
        setAccessibleText(words.toString());
    }

    private void press(MouseEvent event) {
        pressedX = event.getSceneX();
        dragging = false;
        if (event.getButton() == MouseButton.PRIMARY) {
            does.show();
        }
        event.consume();
    }

    private void drag(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        dragging |= Math.abs(event.getSceneX() - pressedX) > DRAG_STARTS;
        if (dragging) {
            setOpacity(0.85);
            does.drag(event.getSceneX());
        }
        event.consume();
    }

    private void key(KeyEvent event) {
        KeyCode code = event.getCode();
        if (code == KeyCode.ENTER || code == KeyCode.SPACE) {
            does.show();
        } else if (code == KeyCode.DELETE) {
            does.close();
        } else if (code == KeyCode.LEFT || code == KeyCode.RIGHT) {
            does.focus(code == KeyCode.RIGHT ? 1 : -1);
        } else {
            return;
        }
        event.consume();
    }

    @Override
    public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
        if (action == AccessibleAction.FIRE) {
            does.show();
        } else {
            super.executeAccessibleAction(action, parameters);
        }
    }
}
