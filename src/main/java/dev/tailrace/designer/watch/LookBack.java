package dev.tailrace.designer.watch;

import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/**
 * Which moment of the run is shown: the present, or one of the last minutes. The run itself goes on meanwhile. Used on the
 * JavaFX thread.
 */
public final class LookBack {
    private final ReadOnlyObjectWrapper<@Nullable Long> moment = new ReadOnlyObjectWrapper<>();
    private final BooleanBinding past = moment.isNotNull();
    private final BooleanProperty offered = new SimpleBooleanProperty();

    /** Whether the strip is wished for on which a moment is chosen. */
    public BooleanProperty offeredProperty() {
        return offered;
    }

    /** On the clock of the readings, in nanoseconds; null for the present. */
    public ReadOnlyObjectProperty<@Nullable Long> momentProperty() {
        return moment.getReadOnlyProperty();
    }

    /** Whether what is shown is not the present. */
    public BooleanBinding pastProperty() {
        return past;
    }

    public boolean isPast() {
        return moment.get() != null;
    }

    public void to(long nanoTime) {
        moment.set(nanoTime);
    }

    /** Back to the present. */
    public void live() {
        moment.set(null);
    }
}
