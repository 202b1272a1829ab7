package dev.tailrace.designer.canvas;

import atlantafx.base.theme.PrimerLight;
import dev.tailrace.data.Problem;
import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.NoRuntime;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.commands.AddWire;
import dev.tailrace.designer.commands.WireRules;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.designer.gestures.PickRequest;
import dev.tailrace.designer.gestures.RefusedWire;
import dev.tailrace.designer.watch.LivePicture;
import dev.tailrace.designer.watch.LivePicture.LiveNode;
import dev.tailrace.designer.watch.LivePicture.LiveWire;
import dev.tailrace.designer.watch.LivePicture.WireState;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Port;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Pictures of the canvas to be looked at by people. */
final class CanvasShots {
    private CanvasShots() {}

    /** Writes pictures of the canvas, as it stands in a window, into the folder that is the first argument. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        CountDownLatch done = new CountDownLatch(1);
        Platform.startup(() -> {
            Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
            List<Runnable> shots = new ArrayList<>();
            shots.add(() -> shoot(folder, "running-dark", Drawings.earthquakes(), true, running(), pane -> {
                pane.editor().selectWire(Wire.of("strong.out", "hourly.in"));
            }));
            shots.add(() -> shoot(folder, "running-light", Drawings.earthquakes(), false, running(), pane -> {
                pane.editor().selectNodes(List.of("strong"));
            }));
            shots.add(() -> shoot(folder, "editing-light", Drawings.orders(), false, null, pane -> {
                pane.layer().showProblems("join");
            }));
            shots.add(() -> shoot(folder, "picker-light", Drawings.orders(), false, null, pane -> {
                pane.pick(new PickRequest(480, 560, new PortRef("add", "out"), Port.out()));
                ((Picker) pane.lookup("#canvas-picker")).field().setText("to");
            }));
            shots.add(() -> shoot(folder, "far-dark", Drawings.earthquakes(), true, running(), pane -> {
                pane.look(new Viewport(0.4, 300, 200));
            }));
            shots.add(() -> shoot(folder, "middle-light", Drawings.earthquakes(), false, running(), pane -> {
                pane.look(new Viewport(0.65, 200, 100));
            }));
            shots.add(() -> shoot(folder, "empty-light", Pipeline.empty("new"), false, null, pane -> {}));
            for (boolean dark : new boolean[] {true, false}) {
                String mode = dark ? "-dark" : "-light";
                shots.add(() -> shoot(folder, "refusal" + mode, Drawings.earthquakes(), dark, null, pane -> {
                    Wire wire = Wire.of("top.out", "chart.in");
                    Problem reason = Objects.requireNonNull(
                            WireRules.refusal(pane.editor().pipeline(), pane.ports(), wire.from(), wire.to()));
                    pane.refuse(new RefusedWire(420, 480, new AddWire(wire, false), reason, true), false);
                }));
                shots.add(() -> shoot(folder, "misfits" + mode, Drawings.earthquakes(), dark, null, pane -> {
                    pane.pick(new PickRequest(
                            480,
                            200,
                            new PortRef("top", "out"),
                            new Port("out", Port.Side.OUTPUT, Port.Carries.CHANGES, false, false)));
                }));
                shots.add(() -> shoot(folder, "groups" + mode, Drawings.grouped(), dark, running(), pane -> {
                    pane.editor().selectNodes(List.of("hourly", "chart"));
                }));
                shots.add(() -> shoot(folder, "folded" + mode, Drawings.folded(), dark, running(), pane -> {
                    pane.editor().selectWire(Wire.of("feed.error", "dead.in"));
                }));
            }
            shots.add(() -> shoot(folder, "groups-far", Drawings.grouped(), false, null, pane -> {
                pane.look(new Viewport(0.4, 300, 200));
            }));
            shots.add(() -> shoot(folder, "note-edit", Drawings.grouped(), false, null, pane -> {
                pane.layer().editNote("why");
            }));
            shots.forEach(Runnable::run);
            done.countDown();
        });
        done.await();
        Platform.exit();
    }

    private static void shoot(
            Path folder,
            String name,
            Pipeline pipeline,
            boolean dark,
            @Nullable LivePicture picture,
            Consumer<CanvasPane> prepare) {
        Workbench workbench = workbench(Drawings.editor(pipeline));
        CanvasPane pane = new CanvasPane(workbench);
        pane.reducedMotionProperty().set(true);
        Scene scene = new Scene(new StackPane(pane), 1100, 700);
        scene.getStylesheets().add(theme(dark));
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.show();
        workbench.pictureProperty().set(picture);
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        prepare.accept(pane);
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        pane.painting().paintNow();
        try {
            ImageIO.write(
                    SwingFXUtils.fromFXImage(scene.snapshot(null), null),
                    "png",
                    folder.resolve(name + ".png").toFile());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        pane.dispose();
        stage.close();
    }

    static String theme(boolean dark) {
        return Objects.requireNonNull(CanvasShots.class.getResource(
                        "/dev/tailrace/designer/theme/" + (dark ? "dark" : "light") + ".css"))
                .toExternalForm();
    }

    /** The run of the mock-up. */
    static LivePicture running() {
        Map<Wire, LiveWire> wires = new HashMap<>();
        wires.put(Wire.of("feed.out", "time.in"), wire(WireState.FLOWING, 12_400, "12.4k/s", "no wm"));
        wires.put(Wire.of("time.out", "strong.in"), wire(WireState.FLOWING, 12_400, "12.4k/s", "wm 14:03:05"));
        wires.put(Wire.of("strong.out", "hourly.in"), wire(WireState.FLOWING, 3_100, "3.1k/s", "wm 14:03:05"));
        wires.put(Wire.of("strong.out", "top.in"), wire(WireState.BACKPRESSURED, 3_100, "3.1k/s", "wm 14:02:48"));
        wires.put(Wire.of("hourly.out", "chart.in"), wire(WireState.FLOWING, 42, "42/s", "wm 14:03:05"));
        wires.put(Wire.of("top.out", "board.in"), wire(WireState.STALLED, 0, "no rows for 24 s", ""));
        wires.put(Wire.of("feed.error", "dead.in"), wire(WireState.ERROR, 3, "3/s", "1,204 rows"));
        Map<String, LiveNode> nodes = new HashMap<>();
        nodes.put("feed", node(0.5, 0.3));
        nodes.put("time", node(0.52, 0.3));
        nodes.put("strong", node(0.34, 0.38));
        nodes.put("hourly", node(0.28, 0));
        nodes.put("top", node(0.97, 0.03));
        return new LivePicture(wires, nodes, "top", 3, 12_400, 3_210_000);
    }

    private static LiveWire wire(WireState state, double rate, String label, String detail) {
        return new LiveWire(state, rate, (long) rate, 0, false, label, detail, false);
    }

    private static LiveNode node(double busy, double held) {
        return new LiveNode(busy, held, 0, 0, 0, 0, 0, 0, -1, 0);
    }

    static Workbench workbench(PipelineEditor editor) {
        return new Workbench(editor, new NoRuntime(), Drawings.TEXTS, Runnable::run);
    }

    /** A canvas with the focus, on which nothing glides. */
    static CanvasPane show(Stage stage, Workbench workbench) {
        CanvasPane pane = new CanvasPane(workbench);
        pane.reducedMotionProperty().set(true);
        Scene scene = new Scene(new StackPane(pane), 1200, 760);
        scene.getStylesheets().add(theme(true));
        stage.setScene(scene);
        stage.sizeToScene();
        stage.show();
        pane.requestFocus();
        return pane;
    }
}
