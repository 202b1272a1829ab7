package dev.tailrace.designer.watch;

import dev.tailrace.designer.Workbench;
import dev.tailrace.runtime.Run;
import java.time.Duration;
import javafx.beans.value.ChangeListener;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@link Workbench#pictureProperty()} up to date: ten readings a second while the run of
 * {@link Workbench#runProperty()} lives, and a last one after its end. Used on the JavaFX thread.
 */
public final class LiveTimer implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(100);

    private final Workbench workbench;
    private final Ticker ticker = new Ticker(STEP, this::sample);
    private boolean watched = true;
    private final ChangeListener<@Nullable Run> follow = (property, before, after) -> follow(after);
    private final ChangeListener<@Nullable Long> look = (property, before, after) -> look(after);

    /** Begins at once, if a run is there. */
    public LiveTimer(Workbench workbench) {
        this.workbench = workbench;
        workbench.runProperty().addListener(follow);
        workbench.lookBack().momentProperty().addListener(look);
        follow(workbench.runProperty().get());
    }

    /** Stops for good; the last picture stays. */
    @Override
    public void close() {
        ticker.stop();
        workbench.runProperty().removeListener(follow);
        workbench.lookBack().momentProperty().removeListener(look);
    }

    /** Whether anybody looks. While nobody does, nothing is read; what was missed comes with the next reading. */
    public void setWatched(boolean isWatched) {
        watched = isWatched;
        ticker.stop();
        Run run = workbench.runProperty().get();
        if (watched && run != null && workbench.liveProperty().get() != null) {
            ticker.start();
            sample();
        }
    }

    /** Takes a reading now, as when a run has ended that nobody looks at. */
    public void read() {
        sample();
    }

    /** The readings go on while the picture is that of a moment before. */
    private void look(@Nullable Long moment) {
        LiveRun live = workbench.liveProperty().get();
        if (live != null && moment != null) {
            workbench.pictureProperty().set(live.at(moment));
        } else if (live != null) {
            sample();
        }
    }

    private void follow(@Nullable Run run) {
        ticker.stop();
        workbench.lookBack().live();
        if (run == null) {
            workbench.liveProperty().set(null);
            workbench.pictureProperty().set(null);
            return;
        }
        workbench.liveProperty().set(new LiveRun(run.pipeline(), workbench.texts()));
        if (watched) {
            ticker.start();
        }
        sample();
    }

    private void sample() {
        Run run = workbench.runProperty().get();
        LiveRun live = workbench.liveProperty().get();
        if (run == null || live == null) {
            return;
        }
        // The state is read first: counters read after a final state are final too.
        Run.State state = run.state();
        LivePicture now = live.sample(run.telemetry(), state);
        if (!workbench.lookBack().isPast()) {
            workbench.pictureProperty().set(now);
        }
        if (state.isFinal()) {
            ticker.stop();
        }
    }
}
