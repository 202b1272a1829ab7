package dev.tailrace.designer;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.theme.Fxml;
import dev.tailrace.designer.theme.SteadyNumber;
import dev.tailrace.designer.watch.Figures;
import dev.tailrace.designer.watch.LivePicture;
import dev.tailrace.designer.watch.LivePicture.LiveNode;
import dev.tailrace.designer.watch.Ticker;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.runtime.Held;
import dev.tailrace.runtime.Run;
import java.time.Duration;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The line at the bottom of the window: figures of the run, the cause of what is slow, problems, the runtime. */
@SuppressWarnings("NullAway.Init") // the loader fills the fields
final class StatusBar {
    private static final Duration REFRESH = Duration.ofMillis(250);
    private static final double MEGABYTE = 1024 * 1024;

    private @FXML HBox root;
    private @FXML HBox live;
    private @FXML Button held;
    private @FXML Label nothingLost;
    private @FXML Region dot;
    private @FXML SteadyNumber rate;
    private @FXML SteadyNumber rows;
    private @FXML Label rowsRead;
    private @FXML SteadyNumber heap;
    private @FXML Label heapOf;
    private @FXML Label drawing;
    private @FXML Button cause;
    private @FXML Button problems;
    private @FXML FontIcon problemsIcon;
    private @FXML Label kept;
    private @FXML Label runtime;

    private final Workbench workbench;
    private final Texts texts;
    private String problemsLook = "";

    /** @param showProblems what a click on their count does */
    static StatusBar load(Workbench workbench, Runnable showProblems) {
        StatusBar bar = new StatusBar(workbench);
        Fxml.load(bar, "fxml/status.fxml", workbench.texts());
        bar.begin(showProblems);
        return bar;
    }

    private StatusBar(Workbench workbench) {
        this.workbench = workbench;
        this.texts = workbench.texts();
    }

    Region region() {
        return root;
    }

    private void begin(Runnable showProblems) {
        runtime.setText(
                texts.get("designer.status.runtime." + workbench.runtime().name()));
        for (Region part : List.of(live, held, nothingLost, drawing, cause, kept)) {
            part.managedProperty().bind(part.visibleProperty());
        }
        problems.setOnAction(event -> showProblems.run());
        cause.setOnAction(event -> {
            LivePicture picture = workbench.pictureProperty().get();
            if (picture != null && picture.bottleneck() != null) {
                workbench.editor().selectNodes(List.of(picture.bottleneck()));
            }
        });
        held.setOnAction(event -> {
            Held at = workbench.holds().heldProperty().get();
            if (at != null) {
                workbench.editor().selectWire(at.wire());
            }
        });
        workbench.holds().stateProperty().addListener(change -> refresh());
        workbench.holds().heldProperty().addListener(change -> refresh());
        workbench.editor().addListener(change -> edited());
        edited();
        refresh();
        Ticker.whileShown(root, REFRESH, this::refresh);
    }

    private void edited() {
        Pipeline pipeline = workbench.editor().pipeline();
        drawing.setText(texts.get(
                "designer.status.drawing",
                pipeline.nodes().size(),
                pipeline.wires().size()));
        List<Problem> found = workbench.editor().checked().problems();
        int errors = (int) found.stream().filter(Problem::isError).count();
        int warnings = found.size() - errors;
        problems.setText(texts.get("designer.status.problems", errors, warnings));
        String look = errors > 0 ? "err" : warnings > 0 ? "warn" : "";
        if (!look.equals(problemsLook)) {
            problemsLook = look;
            problems.getStyleClass().removeAll("err", "warn");
            if (!look.isEmpty()) {
                problems.getStyleClass().add(look);
            }
        }
        problemsIcon.setIconLiteral(errors > 0 ? "mdi2a-alert-circle" : "mdi2a-alert-circle-outline");
        kept.setVisible(
                workbench.editor().isDirty() && workbench.pictureProperty().get() == null);
    }

    private void refresh() {
        LivePicture picture = workbench.pictureProperty().get();
        boolean atRest = showHeld();
        live.setVisible(picture != null && !atRest);
        drawing.setVisible(picture == null);
        kept.setVisible(picture == null && workbench.editor().isDirty());
        if (picture != null) {
            boolean ended = workbench.runProperty().get() != null
                    && workbench.runProperty().get().state().isFinal()
                    && !workbench.lookBack().isPast();
            dot.getStyleClass().setAll("dot", ended ? "never-run" : "finished");
            rate.setText(Figures.compact(ended ? 0 : picture.sourceRowsPerSecond(), texts.locale()));
            rows.setText(Figures.compact(picture.sourceRows(), texts.locale()));
            rowsRead.setText(texts.get("designer.status.rows-read", picture.sourceRows()));
        }
        showCause(picture);
        Runtime machine = Runtime.getRuntime();
        heap.setText(megabytes(machine.totalMemory() - machine.freeMemory()));
        heapOf.setText(texts.get("designer.status.heap-of", megabytes(machine.maxMemory())));
    }

    /** Says where a run is held; false if none is at rest. */
    private boolean showHeld() {
        Run.State state = workbench.holds().stateProperty().get();
        boolean atRest = state == Run.State.PAUSED || state == Run.State.HELD;
        held.setVisible(atRest);
        nothingLost.setVisible(atRest);
        if (atRest) {
            Held at = workbench.holds().heldProperty().get();
            held.setText(
                    at == null
                            ? texts.get("designer.status.paused")
                            : texts.get(
                                    "designer.status.held",
                                    nameOf(at.wire().from().node()),
                                    nameOf(at.wire().to().node())));
        }
        return atRest;
    }

    private String nameOf(String node) {
        return workbench.editor().pipeline().node(node).map(Node::name).orElse(node);
    }

    private void showCause(@Nullable LivePicture picture) {
        String bottleneck = picture == null ? null : picture.bottleneck();
        cause.setVisible(bottleneck != null);
        if (picture == null || bottleneck == null) {
            return;
        }
        LiveNode node = picture.nodes().get(bottleneck);
        String name = nameOf(bottleneck);
        String sentence = texts.get(
                "designer.status.bottleneck",
                name,
                Figures.percent(node == null ? 1 : node.busy(), texts.locale()),
                picture.slowed());
        if (!sentence.equals(cause.getText())) {
            cause.setText(sentence);
            cause.setTooltip(new Tooltip(sentence));
        }
    }

    private String megabytes(long bytes) {
        return String.format(texts.locale(), "%,.0f", bytes / MEGABYTE);
    }
}
