package dev.tailrace.designer.watch;

import dev.tailrace.designer.Workbench;
import dev.tailrace.runtime.Run;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.value.ChangeListener;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@link Workbench#pictureProperty()} up to date: ten readings a second while the run of
 * {@link Workbench#runProperty()} lives, and a last one after its end. Used on the JavaFX thread.
 */
public final class LiveTimer implements AutoCloseable {
    private static final Duration STEP = Duration.millis(100);

    private final Workbench workbench;
    private final Timeline timeline = new Timeline(new KeyFrame(STEP, tick -> sample()));
    private final ChangeListener<@Nullable Run> follow = (property, before, after) -> follow(after);

    /** Begins at once, if a run is there. */
    public LiveTimer(Workbench workbench) {
        this.workbench = workbench;
        timeline.setCycleCount(Animation.INDEFINITE);
        workbench.runProperty().addListener(follow);
        follow(workbench.runProperty().get());
    }

    /** Stops for good; the last picture stays. */
    @Override
    public void close() {
        timeline.stop();
        workbench.runProperty().removeListener(follow);
    }

    private void follow(@Nullable Run run) {
        timeline.stop();
        if (run == null) {
            workbench.liveProperty().set(null);
            workbench.pictureProperty().set(null);
            return;
        }
        workbench.liveProperty().set(new LiveRun(run.pipeline(), workbench.texts()));
        timeline.play();
        sample();
    }

    private void sample() {
        Run run = workbench.runProperty().get();
        LiveRun live = workbench.liveProperty().get();
        if (run == null || live == null) {
            return;
        }
        // The state is read first: counters read after a final state are final too.
        boolean ended = run.state().isFinal();
        workbench.pictureProperty().set(live.sample(run.telemetry(), ended));
        if (ended) {
            timeline.stop();
        }
    }
}
