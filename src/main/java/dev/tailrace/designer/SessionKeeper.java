package dev.tailrace.designer;

import dev.tailrace.designer.files.Session;
import dev.tailrace.designer.geometry.Viewport;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which files are open, at every change, so that they are open again at the next start, after a crash as well.
 * Used on the JavaFX thread; written on another.
 */
final class SessionKeeper {
    private final Surroundings given;
    private final PipelineTabs tabs;
    private final Filing filing;
    private final Remembering remembering;
    private final BooleanProperty reopen = new SimpleBooleanProperty();
    private Session last;
    private boolean begun;

    SessionKeeper(Surroundings given, PipelineTabs tabs, Filing filing, Remembering remembering) {
        this.given = given;
        this.tabs = tabs;
        this.filing = filing;
        this.remembering = remembering;
        last = Session.read(given.folders());
        reopen.set(last.reopen());
    }

    /** Whether the files are opened again at the next start. */
    BooleanProperty reopenProperty() {
        return reopen;
    }

    /** Opens what was open last, if that is wanted, then goes on. Files that are gone are passed over. */
    void restore(Runnable then) {
        if (!last.reopen() || begun) {
            then.run();
            return;
        }
        Session session = last;
        given.background().execute(() -> {
            List<Session.Place> there = session.files().stream()
                    .filter(place -> Files.isRegularFile(place.path()))
                    .toList();
            Session.@Nullable Place shown =
                    session.shown() < 0 ? null : session.files().get(session.shown());
            Platform.runLater(() -> open(new ArrayDeque<>(there), shown, then));
        });
    }

    /** One after the other, so that their order stays. */
    private void open(Deque<Session.Place> places, Session.@Nullable Place shown, Runnable then) {
        Session.Place next = places.poll();
        if (next == null) {
            PipelineTab tab = shown == null ? null : tabs.of(shown.path());
            tabs.show(tab);
            then.run();
            return;
        }
        Viewport viewport = next.viewport();
        filing.openUnseen(next.path(), viewport, () -> open(places, shown, then));
    }

    /** From now on every change is written. */
    void begin() {
        if (!begun) {
            begun = true;
            tabs.addListener(this::keep);
            reopen.addListener(change -> keep());
            keep();
        }
    }

    /** Writes the last state; what closes afterwards is still remembered as open. */
    void leave() {
        keep();
        begun = false;
    }

    private void keep() {
        if (!begun) {
            return;
        }
        Session now = tabs.session(reopen.get());
        if (now.equals(last)) {
            return;
        }
        last = now;
        remembering.write(() -> now.write(given.folders()));
    }
}
