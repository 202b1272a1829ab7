package dev.tailrace.designer.inspector;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.watch.Figures;
import dev.tailrace.designer.watch.LivePicture;
import dev.tailrace.designer.watch.LivePicture.LiveNode;
import dev.tailrace.designer.watch.LiveRun;
import dev.tailrace.runtime.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** How a node does while the pipeline runs: rates, load, and the last minute as a line. Texts change 4 times a second. */
final class MetricsBox extends VBox {
    private static final Duration LOOK_BACK = Duration.ofSeconds(60);
    private static final int POINTS = 60;
    private static final long REFRESH_NANOS = 240_000_000L;
    private static final double BACKPRESSURED = 0.1;
    private static final PseudoClass WARN = PseudoClass.getPseudoClass("warn");

    private record Figure(String key, Label label, Label value) {}

    private final Workbench workbench;
    private final List<Figure> figures = new ArrayList<>();
    private final Sparkline sparkline = new Sparkline();
    private @Nullable String node;
    private long shownNanos;

    MetricsBox(Workbench workbench) {
        this.workbench = workbench;
        getStyleClass().add("inspector-metrics");
        GridPane grid = new GridPane();
        grid.setHgap(12);
        grid.setVgap(12);
        for (int i = 0; i < 3; i++) {
            ColumnConstraints third = new ColumnConstraints();
            third.setPercentWidth(100.0 / 3);
            grid.getColumnConstraints().add(third);
        }
        for (String key : List.of("in", "out", "passed", "busy", "backpressured", "errors", "state")) {
            Label label = new Label(workbench.texts().get("designer.inspector.metric." + key));
            label.getStyleClass().add("metric-label");
            Label value = new Label();
            value.getStyleClass().add("metric-value");
            figures.add(new Figure(key, label, value));
            int index = figures.size() - 1;
            grid.add(new VBox(2, label, value), index % 3, index / 3);
        }
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        HBox axis = new HBox(label("designer.inspector.minute-ago"), spring, label("designer.inspector.now"));
        getChildren().addAll(grid, sparkline, axis);
    }

    private Node label(String key) {
        Label label = new Label(workbench.texts().get(key));
        label.getStyleClass().add("metric-axis");
        return label;
    }

    /** @param newNode the node whose figures are shown from now on */
    void show(String newNode) {
        node = newNode;
        shownNanos = 0;
        update();
    }

    /** Takes up the latest picture of the run, if a quarter of a second has passed. */
    void update() {
        long now = System.nanoTime();
        LivePicture picture = workbench.pictureProperty().get();
        LiveRun live = workbench.liveProperty().get();
        LiveNode found =
                picture == null || node == null ? null : picture.nodes().get(node);
        setVisible(found != null);
        setManaged(found != null);
        if (found == null || live == null || node == null) {
            return;
        }
        // After the last picture there is none that could be waited for.
        Run run = workbench.runProperty().get();
        boolean isLast = run != null && run.state().isFinal();
        if (!isLast && shownNanos != 0 && now - shownNanos < REFRESH_NANOS) {
            return;
        }
        shownNanos = now;
        for (Figure figure : figures) {
            figure.value.setText(text(figure.key, found));
        }
        figures.get(4).value.pseudoClassStateChanged(WARN, found.backpressured() >= BACKPRESSURED);
        figures.get(5).value.pseudoClassStateChanged(WARN, found.errors() > 0);
        Node state = figures.get(6).value.getParent();
        state.setVisible(found.stateRows() > 0);
        state.setManaged(found.stateRows() > 0);
        sparkline.show(live.rates(node, LOOK_BACK, POINTS));
    }

    private String text(String key, LiveNode shown) {
        Texts texts = workbench.texts();
        Locale locale = texts.locale();
        return switch (key) {
            case "in" -> throughput(shown.rowsInPerSecond(), shown.rowsIn());
            case "out" -> throughput(shown.rowsOutPerSecond(), shown.rowsOut());
            case "passed" ->
                shown.rowsIn() == 0 ? "–" : String.format(locale, "%.1f %%", 100.0 * shown.rowsOut() / shown.rowsIn());
            case "busy" -> Figures.percent(shown.busy(), locale);
            case "backpressured" -> Figures.percent(shown.backpressured(), locale);
            case "state" -> texts.get("designer.inspector.rows-kept", shown.stateRows());
            default -> texts.get("designer.inspector.count", shown.errors());
        };
    }

    /** The rate while the run lives, all rows after its end. */
    private String throughput(double perSecond, long rows) {
        Run run = workbench.runProperty().get();
        Locale locale = workbench.texts().locale();
        return run != null && run.state().isFinal()
                ? workbench.texts().get("designer.watch.rows-total", Figures.compact(rows, locale), rows)
                : Figures.rate(perSecond, locale);
    }
}
