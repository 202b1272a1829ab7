package dev.tailrace.designer;

import dev.tailrace.designer.breakpoints.Mark;
import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.commands.ReplacePipeline;
import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.runtime.Breakpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.TextInputControl;
import org.fxmisc.richtext.CodeArea;

/**
 * Draws the pictures of {@code docs/tour}: {@code docs/measure/java dev.tailrace.designer.Tour docs/tour}. The earthquake
 * sample is built up step by step on the real window, run, and looked into.
 */
public final class Tour {
    private static final List<String> STEPS = List.of("feed", "time", "quakes", "hourly", "chart");

    private final DrivenWindow driven;
    private final Path folder;

    private Tour(DrivenWindow driven, Path folder) {
        this.driven = driven;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Tour tour = new Tour(new DrivenWindow(Locale.ENGLISH), folder);
        tour.walk(Path.of("sample-pipelines").toAbsolutePath());
        System.exit(0);
    }

    private void walk(Path samples) throws Exception {
        DrivenWindow.until(() -> driven.shows(".sample-card"));
        shoot("1-start");
        Path quakes = samples.resolve("earthquakes/earthquakes.tailrace.json");
        build(quakes);
        driven.open(quakes);
        watch();
        hold();
        driven.run("tab-tests");
        driven.run("run-tests");
        DrivenWindow.until(() -> !driven.canvas().testedProperty().get().isEmpty());
        shoot("6-tests");
        map(samples.resolve("earthquakes/quake-map.tailrace.json"));
    }

    /** The five nodes of the sample, one after the other, in a pipeline that begins empty. */
    private void build(Path sample) throws Exception {
        PipelineFiles.Read read = (PipelineFiles.Read) PipelineFiles.read(sample);
        Pipeline whole = read.pipeline();
        Path copy = sample.resolveSibling(sample.getFileName());
        driven.run("new");
        DrivenWindow.until(() -> driven.shows("#canvas"));
        for (int count = 1; count <= STEPS.size(); count++) {
            List<String> ids = STEPS.subList(0, count);
            List<Node> nodes = whole.nodes().stream()
                    .filter(node -> ids.contains(node.id()))
                    .toList();
            List<Wire> wires = whole.wires().stream()
                    .filter(wire -> ids.contains(wire.from().node())
                            && ids.contains(wire.to().node()))
                    .toList();
            Pipeline part = whole.withNodes(nodes).withWires(joined(wires, count));
            CanvasPane canvas = DrivenWindow.onFx(driven::canvas);
            String last = STEPS.get(count - 1);
            DrivenWindow.doIt(() -> {
                canvas.editor().markSaved(canvas.editor().pipeline(), copy.getParent());
                canvas.editor().apply(new ReplacePipeline(part, "designer.command.paste", List.of()));
                canvas.editor().selectNodes(List.of(last));
                canvas.camera().fit();
            });
            DrivenWindow.until(() -> canvas.editor().isCheckCurrent());
            if (count == 1 || count == 3 || count == STEPS.size()) {
                shoot("2-build-" + count);
            }
        }
    }

    /** In the sample the chart reads what one more node has rounded; here it reads the windows themselves. */
    private static List<Wire> joined(List<Wire> wires, int count) {
        if (count < STEPS.size()) {
            return wires;
        }
        List<Wire> all = new ArrayList<>(wires);
        all.add(Wire.of("hourly.out", "chart.in"));
        return all;
    }

    private void watch() throws Exception {
        driven.run("run");
        passed("quakes");
        DrivenWindow.doIt(() -> driven.canvas()
                .editor()
                .selectWire(wire("quakes", driven.canvas().editor().pipeline())));
        driven.run("tab-data");
        read(500);
        shoot("3-running");
        passed("chart");
        driven.run("rows-condition");
        DrivenWindow.doIt(() -> {
            var focused = driven.stage.getScene().getFocusOwner();
            if (focused instanceof CodeArea area) {
                area.replaceText("mag >= 1.5");
            } else if (focused instanceof TextInputControl field) {
                field.setText("mag >= 1.5");
            }
        });
        shoot("4-filter");
        driven.run("stop");
        DrivenWindow.until(() -> !driven.text("#state").equals("Running"));
    }

    private void hold() throws Exception {
        CanvasPane canvas = DrivenWindow.onFx(driven::canvas);
        DrivenWindow.doIt(() -> canvas.workbench()
                .marks()
                .set(wire("quakes", canvas.editor().pipeline()), Mark.PLAIN.with(new Breakpoint("mag >= 2", 1))));
        driven.run("run");
        DrivenWindow.until(() -> canvas.workbench().holds().heldProperty().get() != null);
        DrivenWindow.doIt(() -> canvas.editor().selectNodes(List.of()));
        shoot("5-held");
        driven.run("clear-breakpoints");
        driven.run("stop");
        DrivenWindow.until(() -> canvas.workbench().holds().heldProperty().get() == null);
    }

    private void map(Path file) throws Exception {
        driven.open(file);
        driven.run("run");
        read(300);
        driven.run("tab-charts");
        shoot("7-map");
    }

    /** Waits until the sources have given so many rows, so that rates are known. */
    private void read(long rows) throws Exception {
        DrivenWindow.until(() -> {
            var picture = driven.canvas().workbench().pictureProperty().get();
            return picture != null && picture.sourceRows() > rows;
        });
    }

    private void passed(String node) throws Exception {
        DrivenWindow.until(() -> {
            var picture = driven.canvas().workbench().pictureProperty().get();
            var live = picture == null ? null : picture.nodes().get(node);
            return live != null && live.rowsIn() > 0;
        });
    }

    private static Wire wire(String from, Pipeline pipeline) {
        return pipeline.wiresFrom(from).get(0);
    }

    private void shoot(String name) throws Exception {
        driven.shoot(folder.resolve(name + ".png"));
    }
}
