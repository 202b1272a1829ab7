package dev.tailrace.designer;

import dev.tailrace.designer.canvas.CanvasAction;
import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.finding.OutlinePane;
import java.util.List;

/** Lets the outline work on the canvas: what is chosen there is selected and shown here. */
final class OutlineOnCanvas implements OutlinePane.Canvas {
    private final CanvasPane canvas;

    OutlineOnCanvas(CanvasPane canvas) {
        this.canvas = canvas;
    }

    @Override
    public void show(List<String> nodes) {
        nodes.stream().findFirst().ifPresent(canvas.camera()::reveal);
        canvas.editor().selectNodes(nodes);
    }

    @Override
    public void rename() {
        run("rename");
    }

    @Override
    public void delete() {
        run("delete");
    }

    @Override
    public void focus() {
        canvas.requestFocus();
    }

    private void run(String id) {
        canvas.commands().stream()
                .filter(command -> command.id().equals(id) && command.enabled().getAsBoolean())
                .findFirst()
                .map(CanvasAction::run)
                .ifPresent(Runnable::run);
    }
}
