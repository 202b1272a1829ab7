package dev.tailrace.designer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.commands.ChangeSettings;
import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;

/**
 * Measures the whole window: {@code WindowBenchmark keys} tells how long it takes from a key press to the validated
 * drawing on the screen in a pipeline of 1,000 nodes, and what of the processor each thread takes for it, which does not
 * depend on what else the machine does; {@code pauses [SECONDS]} the longest pause of the JavaFX thread while
 * a pipeline runs at full rate; {@code soak [SECONDS]}, an hour if nothing is said, how the heap after a collection goes
 * over repeated edits, runs and undos.
 */
final class WindowBenchmark {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BIDS = "{\"emitted\": \"bids\", \"rowsPerSecond\": 0}";
    private static final int COLUMNS = 40;
    private static final int ROWS = 25;
    private static final int WARM_UP = 15;
    private static final int PRESSES = 40;
    private static final double LEAST_TOLD_MILLIS = 0.1;

    private WindowBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        DrivenWindow driven = new DrivenWindow(Locale.ENGLISH);
        long seconds = arguments.length > 1 ? Long.parseLong(arguments[1]) : 0;
        switch (arguments[0]) {
            case "keys" -> keys(driven);
            case "pauses" -> pauses(driven, seconds == 0 ? 10 : seconds);
            case "soak" -> soak(driven, seconds == 0 ? TimeUnit.HOURS.toSeconds(1) : seconds);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.exit(0);
    }

    /** The condition of a node near the source is written, one key after the other. */
    private static void keys(DrivenWindow driven) throws Exception {
        driven.open(write(driven, many()));
        CanvasPane canvas = DrivenWindow.onFx(driven::canvas);
        PipelineEditor editor = canvas.editor();
        DrivenWindow.doIt(() -> editor.selectNodes(List.of("n1-0")));
        double[] millis = new double[PRESSES];
        Map<String, Long> processor = Map.of();
        for (int press = -WARM_UP; press < PRESSES; press++) {
            processor = press == 0 ? ProcessorTimes.byThread() : processor;
            int digit = press + WARM_UP;
            CountDownLatch shown = new CountDownLatch(1);
            AtomicLong pressed = new AtomicLong();
            DrivenWindow.doIt(() -> {
                PipelineEditor.Listener checked = new PipelineEditor.Listener() {
                    @Override
                    public void changed(PipelineEditor.Change change) {
                        if (change == PipelineEditor.Change.CHECK && editor.isCheckCurrent()) {
                            editor.removeListener(this);
                            canvas.getScene().addPostLayoutPulseListener(new Runnable() {
                                @Override
                                public void run() {
                                    canvas.getScene().removePostLayoutPulseListener(this);
                                    shown.countDown();
                                }
                            });
                            Platform.requestNextPulse();
                        }
                    }
                };
                editor.addListener(checked);
                pressed.set(System.nanoTime());
                editor.apply(new ChangeSettings(
                        "n1-0",
                        JsonNodeFactory.instance.objectNode().put("condition", "price > " + digit),
                        "condition"));
            });
            shown.await();
            if (press >= 0) {
                millis[press] = (System.nanoTime() - pressed.get()) / 1e6;
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "key press to validated drawing, %d nodes: median %.1f ms, 95 %% %.1f ms, most %.1f ms%n",
                COLUMNS * ROWS,
                millis[PRESSES / 2],
                millis[PRESSES * 95 / 100],
                millis[PRESSES - 1]);
        Map<String, Long> before = processor;
        ProcessorTimes.byThread().forEach((thread, nanos) -> {
            double each = (nanos - before.getOrDefault(thread, 0L)) / 1e6 / PRESSES;
            if (each >= LEAST_TOLD_MILLIS) {
                System.out.printf(Locale.ROOT, "  of the processor, a press: %.1f ms %s%n", each, thread);
            }
        });
    }

    private static void pauses(DrivenWindow driven, long seconds) throws Exception {
        driven.open(write(driven, fast()));
        driven.press("#toolbar-run");
        DrivenWindow.until(() -> driven.text("#state").equals("Running"));
        // The first second loads classes; what comes after is how it is to work beside a run.
        longestPause(TimeUnit.SECONDS.toNanos(2));
        double[] pauses = longestPause(TimeUnit.SECONDS.toNanos(seconds));
        System.out.printf(
                Locale.ROOT,
                "JavaFX thread beside a run at full rate, %d s: longest pause %.1f ms, 99.9 %% of answers within %.1f ms%n",
                seconds,
                pauses[0],
                pauses[1]);
    }

    /** @return the longest wait for an answer of the JavaFX thread, and the 99.9th percentile, in milliseconds */
    private static double[] longestPause(long nanos) throws Exception {
        List<Double> waits = new ArrayList<>();
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            long asked = System.nanoTime();
            waits.add((DrivenWindow.onFx(System::nanoTime) - asked) / 1e6);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        waits.sort(null);
        return new double[] {waits.get(waits.size() - 1), waits.get((int) (waits.size() * 0.999))};
    }

    private static void soak(DrivenWindow driven, long seconds) throws Exception {
        Soak soak = new Soak(driven, write(driven, fast()));
        for (Soak.Sample sample : soak.run(TimeUnit.SECONDS.toNanos(seconds))) {
            System.out.printf(
                    Locale.ROOT, "after %d cycles %.1f MB%n", sample.cycles(), sample.heapBytes() / 1048576.0);
        }
    }

    static Path write(DrivenWindow driven, Pipeline pipeline) {
        Path file = driven.machine.resolve(pipeline.name() + ".tailrace.json");
        try {
            PipelineFiles.write(file, pipeline);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** Sources over rows of filters, each reading the one above it. */
    private static Pipeline many() throws IOException {
        List<Node> nodes = new ArrayList<>();
        List<Wire> wires = new ArrayList<>();
        Map<String, Point> layout = new HashMap<>();
        for (int column = 0; column < COLUMNS; column++) {
            for (int row = 0; row < ROWS; row++) {
                String id = "n" + row + "-" + column;
                nodes.add(
                        row == 0
                                ? node(id, "nexmark", BIDS)
                                : node(id, "filter", "{\"condition\": \"price > " + row + "\"}"));
                layout.put(id, new Point(column * 256, row * 108));
                if (row > 0) {
                    String from = "n" + (row - 1) + "-" + column + ".out";
                    wires.add(Wire.of(from, id + ".in"));
                }
            }
        }
        return Pipeline.empty("many").withNodes(nodes).withWires(wires).withLayout(layout);
    }

    /** A source that never ends and makes rows as fast as they are taken. */
    static Pipeline fast() throws IOException {
        return Pipeline.empty("fast")
                .withNodes(List.of(
                        node("feed", "nexmark", BIDS),
                        node("some", "filter", "{\"condition\": \"price > 100\"}"),
                        node("table", "table-sink", "{}")))
                .withWires(List.of(Wire.of("feed.out", "some.in"), Wire.of("some.out", "table.in")))
                .withLayout(Map.of("feed", new Point(0, 0), "some", new Point(0, 108), "table", new Point(0, 216)));
    }

    private static Node node(String id, String operator, String settings) throws IOException {
        return Node.of(id, operator, id, (com.fasterxml.jackson.databind.node.ObjectNode) JSON.readTree(settings));
    }
}
