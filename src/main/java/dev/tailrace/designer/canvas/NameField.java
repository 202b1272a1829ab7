package dev.tailrace.designer.canvas;

import dev.tailrace.designer.commands.Command;
import dev.tailrace.designer.commands.RenameGroup;
import dev.tailrace.designer.commands.RenameNode;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.Frame;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.Viewport;
import java.util.List;
import java.util.function.Function;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;

/** Edits a node's name or a group's title where it stands. Enter and leaving keep it, Esc does not. */
final class NameField extends TextField {
    private static final double LEAST_WIDTH = 140;
    private static final double HEIGHT = 26;

    private final CanvasPane pane;
    private @Nullable Function<String, Command> edit;

    NameField(CanvasPane pane) {
        this.pane = pane;
        setId("canvas-rename");
        getStyleClass().add("canvas-rename");
        setManaged(false);
        setVisible(false);
        setOnAction(event -> end(true));
        focusedProperty().addListener((property, was, is) -> {
            if (!is) {
                end(true);
            }
        });
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                end(false);
                event.consume();
            }
        });
    }

    /** A node's name; of a block, its group's title. */
    void renameNode(String id) {
        NodeBox box = pane.model().node(id);
        if (box != null) {
            pane.editor().selectNodes(box.members());
            Box area = box.box();
            begin(
                    box.node().name(),
                    area.x() + NodeBox.TEXT_X,
                    area.y() + 8,
                    area.width() - NodeBox.TEXT_X,
                    name -> box.isBlock() ? new RenameGroup(box.id(), name) : new RenameNode(box.id(), name));
        }
    }

    /** A group's title, on its frame or its block. */
    void renameGroup(String id) {
        Frame frame = pane.model().frame(id);
        if (frame == null) {
            renameNode(id);
            return;
        }
        pane.editor().selectNodes(List.copyOf(frame.group().nodes()));
        begin(
                frame.group().name(),
                frame.box().x() + Frame.TITLE_X,
                frame.box().y() + 1,
                frame.box().width() - Frame.TITLE_X - 8,
                name -> new RenameGroup(id, name));
    }

    private void begin(String name, double x, double y, double width, Function<String, Command> command) {
        edit = command;
        Viewport viewport = pane.viewport();
        setText(name);
        setVisible(true);
        toFront();
        resizeRelocate(
                viewport.toScreenX(x) - 8,
                viewport.toScreenY(y),
                Math.max(LEAST_WIDTH, width * Math.max(1, viewport.zoom())),
                HEIGHT);
        requestFocus();
        selectAll();
    }

    private void end(boolean keep) {
        Function<String, Command> command = edit;
        edit = null;
        if (command != null) {
            setVisible(false);
            if (keep) {
                pane.editor().apply(command.apply(getText()));
            }
            pane.requestFocus();
        }
    }
}
