package dev.tailrace.designer.charts;

import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.StreamType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the panes of charts of one open pipeline share: the charts of wires, and how charts get into files. Wires are
 * tapped only while a pane shows. Used on the JavaFX thread.
 */
public final class ChartBoard {
    private final Workbench workbench;
    private final Function<String, Optional<Path>> files;
    private final Exports exports;
    private final Typefaces faces = new Typefaces();
    private final Map<String, WireWatch> watches = new LinkedHashMap<>();
    private final Set<Object> lookers = new HashSet<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private @Nullable String edited;

    /** Hears what came of writing a chart into a file, on the JavaFX thread. */
    public interface Exports {
        /** Of one that tells nobody. */
        Exports UNTOLD = new Exports() {
            @Override
            public void written(Path file) {}

            @Override
            public void notWritten(Path file, String reason) {}

            @Override
            public void nothingDrawn() {}
        };

        void written(Path file);

        void notWritten(Path file, String reason);

        /** No chart has a point yet, so there was nothing to write. */
        void nothingDrawn();
    }

    /** A board that keeps its charts to itself and writes none. */
    public ChartBoard(Workbench workbench) {
        this(workbench, suggested -> Optional.empty(), Exports.UNTOLD);
    }

    /** @param files asks for a file to write, by a suggested name */
    public ChartBoard(Workbench workbench, Function<String, Optional<Path>> files, Exports exports) {
        this.workbench = workbench;
        this.files = files;
        this.exports = exports;
    }

    /** The charts of wires, in the order of their coming. */
    public List<WireChart> charts() {
        return watches.values().stream().map(WireWatch::chart).toList();
    }

    /** Shows these charts of wires in place of those that there are. */
    public void show(List<WireChart> charts) {
        watches.values().forEach(WireWatch::leave);
        watches.clear();
        charts.forEach(chart -> put(newKey(), chart));
        edited = null;
        changed();
    }

    /**
     * Adds a chart of a wire, with a kind and columns that suit its rows, and asks for others.
     *
     * @return false if it is not known what flows on the wire
     */
    public boolean chart(Wire wire) {
        StreamType stream = stream(wire);
        if (stream == null) {
            return false;
        }
        String key = newKey();
        put(key, new WireChartDraft(wire, stream).chart());
        edited = key;
        changed();
        return true;
    }

    /** @param listener hears when a chart of a wire has come, gone or changed */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    Workbench workbench() {
        return workbench;
    }

    Typefaces faces() {
        return faces;
    }

    Map<String, WireWatch> watches() {
        return watches;
    }

    /** The chart whose form is open, or null. */
    @Nullable
    String edited() {
        return edited;
    }

    void edit(@Nullable String key) {
        edited = key;
        changed();
    }

    void replace(String key, WireChart chart) {
        WireWatch before = watches.get(key);
        if (before != null) {
            before.leave();
            put(key, chart);
            changed();
        }
    }

    /** Gives each chart other settings, where they differ; what it has drawn begins anew then. */
    public void rewrite(UnaryOperator<WireChart> change) {
        Map<String, WireChart> changed = new LinkedHashMap<>();
        watches.forEach((key, watch) -> {
            WireChart after = change.apply(watch.chart());
            if (!after.equals(watch.chart())) {
                changed.put(key, after);
            }
        });
        changed.forEach(this::replace);
    }

    void remove(String key) {
        WireWatch gone = watches.remove(key);
        if (gone != null) {
            gone.leave();
            edited = key.equals(edited) ? null : edited;
            changed();
        }
    }

    /** What flows on a wire as it is drawn now, or null where that is not known. */
    @Nullable
    StreamType stream(Wire wire) {
        return workbench.editor().checked().stream(wire);
    }

    /** A pane shows, or shows no longer. */
    void looks(Object pane, boolean shown) {
        if (shown) {
            lookers.add(pane);
        } else if (lookers.remove(pane) && lookers.isEmpty()) {
            watches.values().forEach(WireWatch::leave);
        }
    }

    Optional<Path> ask(String suggested) {
        return files.apply(suggested);
    }

    Exports exports() {
        return exports;
    }

    private void put(String key, WireChart chart) {
        watches.put(key, new WireWatch(chart, workbench.editor().catalogue()));
    }

    private String newKey() {
        int number = 1;
        while (watches.containsKey("wire-" + number)) {
            number++;
        }
        return "wire-" + number;
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }
}
