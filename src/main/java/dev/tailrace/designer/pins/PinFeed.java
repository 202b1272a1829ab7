package dev.tailrace.designer.pins;

import dev.tailrace.data.Row;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.pins.PinValue.Kind;
import dev.tailrace.designer.watch.Ticker;
import dev.tailrace.language.Environment;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Preview;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.Sample;
import dev.tailrace.runtime.Tap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what pins show up to date: four times a second the newest rows of the run, and before the first run, in a pipeline
 * that the person trusts, the last rows of a preview. Used on the JavaFX thread; rows are taken and values computed on
 * another, one computation at a time.
 */
public final class PinFeed implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(250);
    private static final javafx.util.Duration REST = javafx.util.Duration.millis(300);
    private static final int SOURCE_ROWS = 200;

    private final Workbench workbench;
    private final PinReader reader;
    private final ReadOnlyObjectWrapper<Map<Pin, PinValue>> values = new ReadOnlyObjectWrapper<>(Map.of());
    private final Ticker ticker = new Ticker(PERIOD, this::read);
    private final PauseTransition rest = new PauseTransition(REST);
    private final Map<Wire, Tap> taps = new HashMap<>();
    private @Nullable Run tapped;
    private boolean watched = true;
    private boolean computing;

    /** Whether something has changed while values were computed. */
    private boolean stale;

    public PinFeed(Workbench workbench) {
        this.workbench = workbench;
        this.reader = new PinReader(workbench.texts());
        rest.setOnFinished(rested -> sample());
        workbench.pins().addListener(this::changed);
        workbench.runProperty().addListener(change -> changed());
        workbench.trustedProperty().addListener(change -> changed());
        workbench.lookBack().momentProperty().addListener(change -> changed());
        workbench.editor().addListener(change -> {
            if (change == PipelineEditor.Change.CHECK && !workbench.pins().isEmpty()) {
                changed();
            }
        });
    }

    /** What stands beside the nodes; empty while another moment than the present is looked at. */
    public ReadOnlyObjectProperty<Map<Pin, PinValue>> valuesProperty() {
        return values.getReadOnlyProperty();
    }

    /** Whether anybody looks. While nobody does, nothing is read. */
    public void setWatched(boolean isWatched) {
        watched = isWatched;
        changed();
    }

    @Override
    public void close() {
        watched = false;
        stop();
    }

    private void stop() {
        ticker.stop();
        rest.stop();
        taps.values().forEach(Tap::close);
        taps.clear();
        tapped = null;
    }

    private void changed() {
        List<Pin> wanted = wanted();
        Run run = workbench.runProperty().get();
        if (!watched || wanted.isEmpty()) {
            stop();
            if (!values.get().isEmpty()) {
                values.set(Map.of());
            }
            return;
        }
        keep(wanted);
        if (run == null) {
            ticker.stop();
            rest.playFromStart();
        } else {
            rest.stop();
            ticker.start();
            read();
        }
    }

    private List<Pin> wanted() {
        return workbench.lookBack().isPast()
                ? List.of()
                : workbench.pins().in(workbench.editor().pipeline());
    }

    /** Values of what is not pinned any more go at once. */
    private void keep(List<Pin> wanted) {
        Map<Pin, PinValue> left = new LinkedHashMap<>(values.get());
        if (left.keySet().retainAll(Set.copyOf(wanted))) {
            values.set(left);
        }
    }

    private void read() {
        Run run = workbench.runProperty().get();
        if (run == null) {
            return;
        }
        Set<Wire> running = Set.copyOf(run.pipeline().pipeline().wires());
        List<Pin> pins =
                wanted().stream().filter(pin -> running.contains(pin.wire())).toList();
        tap(run, pins.stream().map(Pin::wire).collect(Collectors.toSet()));
        boolean isOver = run.state().isFinal();
        Map<Wire, Tap> open = Map.copyOf(taps);
        Environment environment = run.pipeline().environment();
        compute(() -> {
            Map<Pin, PinValue> made = new LinkedHashMap<>();
            for (Pin pin : pins) {
                Tap tap = open.get(pin.wire());
                if (tap != null) {
                    List<Row> rows = tap.latest();
                    Row newest = rows.isEmpty() ? null : rows.get(rows.size() - 1);
                    made.put(pin, reader.read(pin.text(), tap.schema(), environment, newest, Kind.LIVE));
                }
            }
            return made;
        });
        if (isOver) {
            ticker.stop();
        }
    }

    /** Looks at these wires of the run, and at no others. */
    private void tap(Run run, Set<Wire> wires) {
        if (run != tapped) {
            taps.values().forEach(Tap::close);
            taps.clear();
            tapped = run;
        }
        taps.entrySet().removeIf(entry -> {
            boolean isUnwanted = !wires.contains(entry.getKey());
            if (isUnwanted) {
                entry.getValue().close();
            }
            return isUnwanted;
        });
        wires.forEach(wire -> taps.computeIfAbsent(wire, run::tap));
    }

    /** Runs the nodes of the pins over the first rows of their sources. */
    private void sample() {
        CheckedPipeline checked = workbench.editor().checked();
        boolean mayRead =
                workbench.trustedProperty().get() && workbench.editor().isCheckCurrent();
        if (!mayRead || checked.hasErrors() || workbench.runProperty().get() != null) {
            return;
        }
        List<Pin> pins = wanted();
        compute(() -> {
            Map<String, Preview> previews = new HashMap<>();
            Map<Pin, PinValue> made = new LinkedHashMap<>();
            for (Pin pin : pins) {
                String node = pin.wire().from().node();
                Preview preview = previews.get(node);
                if (preview == null) {
                    preview = workbench.runtime().preview(checked, node, SOURCE_ROWS);
                    previews.put(node, preview);
                }
                Sample out = preview.outputs().get(pin.wire().from().port());
                if (out != null) {
                    Row last = out.rows().isEmpty()
                            ? null
                            : out.rows().get(out.rows().size() - 1);
                    made.put(pin, reader.read(pin.text(), out.schema(), checked.environment(), last, Kind.SAMPLE));
                }
            }
            return made;
        });
    }

    private interface Work {
        Map<Pin, PinValue> now() throws InterruptedException;
    }

    private void compute(Work work) {
        if (computing) {
            stale = true;
            return;
        }
        computing = true;
        Run of = workbench.runProperty().get();
        workbench.background().execute(() -> {
            Map<Pin, PinValue> made = new LinkedHashMap<>();
            try {
                made.putAll(work.now());
            } catch (InterruptedException interrupted) {
                // The window closes: nobody waits for the values.
                Thread.currentThread().interrupt();
            } finally {
                Platform.runLater(() -> take(of, made));
            }
        });
    }

    private void take(@Nullable Run of, Map<Pin, PinValue> made) {
        computing = false;
        boolean again = stale;
        stale = false;
        if (watched && of == workbench.runProperty().get()) {
            made.keySet().retainAll(new ArrayList<>(wanted()));
            values.set(made);
        }
        if (again) {
            changed();
        }
    }
}
