package dev.tailrace.designer.inspector;

import dev.tailrace.data.Problem;
import java.util.List;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.Rectangle;
import org.fxmisc.richtext.CodeArea;
import org.jspecify.annotations.Nullable;

/** Waves under the letters that are wrong, drawn over the text area; they follow its layout. */
final class Squiggles extends Pane {
    private static final double HALF_WAVE = 2;
    private static final double HEIGHT = 2.5;

    private final CodeArea area;
    private final Runnable whenLaidOut = this::laidOut;
    private List<Problem> problems = List.of();
    private @Nullable Scene awaited;

    Squiggles(CodeArea area) {
        this.area = area;
        setMouseTransparent(true);
        setManaged(false);
        Rectangle seen = new Rectangle();
        seen.widthProperty().bind(area.widthProperty());
        seen.heightProperty().bind(area.heightProperty());
        setClip(seen);
        area.viewportDirtyEvents().subscribe(moved -> draw());
        sceneProperty().addListener(change -> drawOnceLaidOut());
    }

    void show(List<Problem> newProblems) {
        problems = newProblems;
        draw();
        drawOnceLaidOut();
    }

    /** Letters that were set just now have no place yet, and then get one without a further event. */
    private void drawOnceLaidOut() {
        Scene scene = getScene();
        if (scene != null && awaited == null && !problems.isEmpty()) {
            awaited = scene;
            scene.addPostLayoutPulseListener(whenLaidOut);
            Platform.requestNextPulse();
        }
    }

    private void laidOut() {
        if (awaited != null) {
            awaited.removePostLayoutPulseListener(whenLaidOut);
            awaited = null;
        }
        draw();
    }

    private void draw() {
        getChildren().clear();
        String text = area.getText();
        if (text.isEmpty() || getScene() == null) {
            return;
        }
        for (Problem problem : problems) {
            int[] range = ExpressionColours.range(problem, text);
            Path wave = new Path();
            wave.getStyleClass().addAll("squiggle", problem.isError() ? "wrong" : "doubtful");
            wave.setManaged(false);
            for (int letter = range[0]; letter < range[1]; letter++) {
                if (text.charAt(letter) != '\n') {
                    area.getCharacterBoundsOnScreen(letter, letter + 1).ifPresent(bounds -> add(wave, bounds));
                }
            }
            if (!wave.getElements().isEmpty()) {
                getChildren().add(wave);
            }
        }
    }

    /** Half waves stand on a fixed grid, so that those of neighbouring letters meet. */
    private void add(Path wave, Bounds onScreen) {
        Bounds letter = screenToLocal(onScreen);
        if (letter == null) {
            return;
        }
        double bottom = Math.round(letter.getMaxY()) - 1;
        long first = Math.round(letter.getMinX() / HALF_WAVE);
        long last = Math.round(letter.getMaxX() / HALF_WAVE);
        wave.getElements().add(new MoveTo(first * HALF_WAVE, height(first, bottom)));
        for (long step = first + 1; step <= last; step++) {
            wave.getElements().add(new LineTo(step * HALF_WAVE, height(step, bottom)));
        }
    }

    private static double height(long step, double bottom) {
        return step % 2 == 0 ? bottom : bottom - HEIGHT;
    }
}
