package dev.tailrace.designer.canvas;

import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.designer.watch.LivePicture;
import dev.tailrace.designer.watch.LivePicture.LiveNode;
import dev.tailrace.designer.watch.LivePicture.LiveWire;
import dev.tailrace.designer.watch.LivePicture.WireState;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/**
 * Frames a second while a live drawing of 1,000 nodes and 2,000 wires is panned and zoomed, in a window of 1,600 by
 * 1,000; its figures change ten times a second. Run with {@code -Dprism.order=sw} for software rendering, with {@code
 * zoom} for zooming alone, and with {@code still} for figures that do not change.
 */
final class CanvasBenchmark {
    private static final int COLUMNS = 40;
    private static final int ROWS = 25;
    private static final int WARM_UP_FRAMES = 60;
    private static final int MEASURED_FRAMES = 60;
    private static final long FIGURES_EVERY_NANOS = 100_000_000L;

    private CanvasBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        Platform.startup(() -> {
            Pipeline pipeline = drawing();
            PipelineEditor editor = Drawings.editor(pipeline);
            Workbench workbench = CanvasShots.workbench(editor);
            CanvasPane pane = new CanvasPane(workbench);
            Scene scene = new Scene(new StackPane(pane), 1600, 1000);
            scene.getStylesheets().add(CanvasShots.theme(true));
            Stage stage = new Stage();
            stage.setScene(scene);
            stage.show();
            workbench.pictureProperty().set(running(pipeline, 0));
            if (!Set.of(arguments).contains("still")) {
                run(workbench, pipeline);
            }
            Runnable zoom = () -> measure(pane, "zoom in, 15-100 %", CanvasBenchmark::zoomedIn, () -> {
                measure(pane, "zoom out", CanvasBenchmark::zoomedOut, () -> {
                    measure(pane, "all at 15 %", i -> new Viewport(0.15, i % 50, i % 30), done::countDown);
                });
            });
            if (Set.of(arguments).contains("zoom")) {
                zoom.run();
                return;
            }
            measure(pane, "pan at 100 %", i -> new Viewport(1, -i * 7.0 % 6000 - 500, -i * 3.0 % 1000 - 200), () -> {
                measure(pane, "pan at 60 %", i -> new Viewport(0.6, -i * 7.0 % 4000, -i * 3.0 % 500), zoom);
            });
        });
        done.await();
        Platform.exit();
    }

    /** Sets other figures, as a run does. */
    private static void run(Workbench workbench, Pipeline pipeline) {
        new AnimationTimer() {
            private long told;
            private int tick;

            @Override
            public void handle(long now) {
                if (System.nanoTime() - told >= FIGURES_EVERY_NANOS) {
                    told = System.nanoTime();
                    workbench.pictureProperty().set(running(pipeline, ++tick));
                }
            }
        }.start();
    }

    /** From 15 to 100 % in 126 frames. */
    private static Viewport zoomedIn(int frame) {
        double zoom = 0.15 * Math.pow(1 / 0.15, (1 - Math.cos(frame / 40.0)) / 2);
        return new Viewport(1, -3000, -800).at(zoom, 800, 500);
    }

    /** The same way back. */
    private static Viewport zoomedOut(int frame) {
        return zoomedIn(126 + frame);
    }

    private static void measure(CanvasPane pane, String what, IntFunction<Viewport> views, Runnable next) {
        new AnimationTimer() {
            private long start;
            private int frames;
            private long cpu;
            private long ownCpu;

            @Override
            public void handle(long now) {
                if (++frames == WARM_UP_FRAMES) {
                    start = System.nanoTime();
                    cpu = rendererNanos();
                    ownCpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                }
                pane.look(views.apply(frames));
                if (frames == WARM_UP_FRAMES + MEASURED_FRAMES) {
                    stop();
                    System.out.printf(
                            Locale.ROOT,
                            "%-16s %5.1f frames/s here, %5.1f by CPU time of the rendering thread, %5.1f of this one%n",
                            what,
                            1e9 * MEASURED_FRAMES / (System.nanoTime() - start),
                            1e9 * MEASURED_FRAMES / (rendererNanos() - cpu),
                            1e9
                                    * MEASURED_FRAMES
                                    / (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - ownCpu));
                    next.run();
                }
            }
        }.start();
    }

    /** CPU nanoseconds of the rendering thread, which do not depend on what else the machine does. */
    private static long rendererNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith("QuantumRenderer")) {
                return threads.getThreadCpuTime(thread.getThreadId());
            }
        }
        throw new IllegalStateException("no rendering thread");
    }

    private static Pipeline drawing() {
        Drawings.Drawing drawing = new Drawings.Drawing("many");
        String[] operators = {"union", "union", "union", "union"};
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                String id = "n" + row + "-" + column;
                drawing.node(
                        id,
                        row == 0 ? "feed" : operators[column % operators.length],
                        "Node " + row + " " + column,
                        "summary of " + column,
                        column * 256,
                        row * 108);
                if (row > 0) {
                    drawing.wire("n" + (row - 1) + "-" + column + ".out", id + ".in");
                    drawing.wire("n" + (row - 1) + "-" + (column + 1) % COLUMNS + ".out", id + ".in");
                }
            }
        }
        return drawing.pipeline();
    }

    private static LivePicture running(Pipeline pipeline, int tick) {
        Map<Wire, LiveWire> wires = new HashMap<>();
        int i = 0;
        for (Wire wire : pipeline.wires()) {
            WireState state = i++ % 10 == 0 ? WireState.BACKPRESSURED : WireState.FLOWING;
            wires.put(
                    wire, new LiveWire(state, 10.0 * i, i, 0, false, "12." + tick % 10 + "k/s", "wm 14:03:05", false));
        }
        Map<String, LiveNode> nodes = new HashMap<>();
        pipeline.nodes().forEach(node -> nodes.put(node.id(), new LiveNode(0.4, 0.2, 0, 0, 0, 0, 0, 0, -1, 0)));
        return new LivePicture(wires, nodes, null, 0, 1, 1);
    }
}
