package dev.tailrace.designer.watch;

import dev.tailrace.data.Row;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.theme.PaneSheet;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.view.View;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.Tap;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The latest rows of the selected wire, of what a selected sink shows, or of what a selected node gives. A wire is
 * tapped only while people can see the pane. Texts and rows change four times a second.
 */
public final class DataPane extends BorderPane {
    private static final Duration REFRESH = Duration.ofMillis(250);

    /** Where rows come from: a wire of the run, or what a sink shows. */
    private sealed interface Origin {
        record OfWire(Run run, Wire wire) implements Origin {}

        record OfSink(Run run, String node) implements Origin {}

        record Nothing(String why) implements Origin {}
    }

    private final Workbench workbench;
    private final RowTable table;
    private final Label title = new Label();
    private final Label count = new Label();
    private final Label empty = new Label();
    private final TextField filter = new TextField();
    private final ToggleButton pause = new ToggleButton(null, new FontIcon("mdi2p-pause"));
    private final StackPane body = new StackPane();
    private final Ticker ticker = new Ticker(REFRESH, this::refresh);
    private @Nullable Origin origin;
    private @Nullable Tap tap;
    private long shownVersion = -1;
    private String shownFilter = "";

    public DataPane(Workbench workbench) {
        this.workbench = workbench;
        this.table = new RowTable(workbench.texts());
        getStyleClass().add("data-pane");
        PaneSheet.dress(this);
        empty.getStyleClass().add("pane-empty");
        empty.setWrapText(true);
        body.getChildren().setAll(table, empty);
        setTop(bar());
        setCenter(body);
        workbench.editor().addListener(change -> {
            if (change == PipelineEditor.Change.SELECTION || change == PipelineEditor.Change.PIPELINE) {
                refresh();
            }
        });
        workbench.runProperty().addListener((property, before, after) -> refresh());
        sceneProperty().addListener((property, before, scene) -> {
            if (scene == null) {
                ticker.stop();
                close();
            } else {
                ticker.start();
                refresh();
            }
        });
    }

    private HBox bar() {
        Texts texts = workbench.texts();
        title.getStyleClass().add("data-title");
        count.getStyleClass().add("data-count");
        filter.setPromptText(texts.get("designer.data.filter"));
        filter.getStyleClass().add("data-filter");
        filter.textProperty().addListener((property, before, text) -> refresh());
        pause.setTooltip(new Tooltip(texts.get("designer.data.pause")));
        pause.setAccessibleText(texts.get("designer.data.pause"));
        pause.getStyleClass().addAll("pane-button", "flat");
        Button copy = new Button(null, new FontIcon("mdi2c-content-copy"));
        copy.setTooltip(new Tooltip(texts.get("designer.data.copy")));
        copy.setAccessibleText(texts.get("designer.data.copy"));
        copy.getStyleClass().addAll("pane-button", "flat");
        copy.setOnAction(pressed -> table.copy());
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        HBox bar = new HBox(8, title, count, spring, filter, pause, copy);
        bar.getStyleClass().add("pane-bar");
        return bar;
    }

    private void refresh() {
        if (!Shown.is(this)) {
            close();
            return;
        }
        Origin wanted = wanted();
        if (!wanted.equals(origin)) {
            close();
            origin = wanted;
            shownVersion = -1;
            table.rows(List.of());
            if (wanted instanceof Origin.OfWire ofWire) {
                tap = ofWire.run.tap(ofWire.wire);
            }
        }
        if (!pause.isSelected()) {
            show(wanted);
        }
    }

    private void show(Origin shown) {
        if (shown instanceof Origin.OfWire ofWire && tap != null) {
            title.setText(titleOf(ofWire.wire));
            StreamType stream = ofWire.run.pipeline().stream(ofWire.wire);
            table.columns(
                    tap.schema(),
                    stream == null ? null : stream.eventTime(),
                    stream != null && stream.changes(),
                    zone(ofWire.run));
            show(tap.version(), tap, true, ofWire.run);
        } else if (shown instanceof Origin.OfSink ofSink) {
            title.setText(nameOf(ofSink.node));
            View view = ofSink.run.view(ofSink.node);
            if (view instanceof dev.tailrace.operator.view.TableView rows) {
                StreamType stream = inputOf(ofSink);
                table.columns(
                        rows.schema(),
                        stream == null ? null : stream.eventTime(),
                        stream != null && stream.changes(),
                        zone(ofSink.run));
                show(rows.version(), rows, false, ofSink.run);
            } else {
                say(nothingCame(ofSink.run, "designer.data.no-row-at-sink"));
            }
        } else if (shown instanceof Origin.Nothing nothing) {
            title.setText("");
            say(workbench.texts().get(nothing.why));
        }
    }

    /** @param rows a {@link Tap} or a table of a sink */
    private void show(long version, Object rows, boolean newestFirst, Run run) {
        String text = filter.getText().strip();
        if (version == 0) {
            say(nothingCame(run, newestFirst ? "designer.data.no-row-on-wire" : "designer.data.no-row-at-sink"));
            return;
        }
        empty.setVisible(false);
        table.setVisible(true);
        if (version == shownVersion && text.equals(shownFilter)) {
            return;
        }
        shownVersion = version;
        shownFilter = text;
        List<Row> latest = new ArrayList<>(
                rows instanceof Tap source ? source.latest() : ((dev.tailrace.operator.view.TableView) rows).rows());
        int all = latest.size();
        if (!text.isEmpty()) {
            latest.removeIf(row -> !table.matches(row, text));
        }
        if (newestFirst) {
            Collections.reverse(latest);
        }
        table.rows(latest);
        count.setText(
                text.isEmpty()
                        ? workbench.texts().get(newestFirst ? "designer.data.latest" : "designer.data.rows", all)
                        : workbench.texts().get("designer.data.matching", latest.size(), all));
    }

    private void say(String words) {
        table.rows(List.of());
        table.setVisible(false);
        count.setText("");
        empty.setText(words);
        empty.setVisible(true);
    }

    private String nothingCame(Run run, String key) {
        if (run.state().isFinal()) {
            return workbench.texts().get(key + "-ended");
        }
        LiveRun live = workbench.liveProperty().get();
        return workbench.texts().get(key, live == null ? 0 : live.age().toSeconds());
    }

    private Origin wanted() {
        PipelineEditor editor = workbench.editor();
        Run run = workbench.runProperty().get();
        Wire wire = editor.selectedWire();
        String node = editor.selectedNode();
        if (wire == null && node == null) {
            return new Origin.Nothing("designer.data.no-wire");
        } else if (run == null) {
            return new Origin.Nothing("designer.data.not-run");
        }
        if (wire == null && node != null) {
            List<Wire> out = run.pipeline().pipeline().wiresFrom(node);
            List<Wire> in = run.pipeline().pipeline().wiresTo(node);
            View view = run.view(node);
            if (view instanceof dev.tailrace.operator.view.TableView) {
                return new Origin.OfSink(run, node);
            }
            wire = !out.isEmpty() ? out.get(0) : !in.isEmpty() ? in.get(0) : null;
        }
        boolean known = wire != null && run.pipeline().pipeline().wires().contains(wire);
        return known
                ? new Origin.OfWire(run, Objects.requireNonNull(wire))
                : new Origin.Nothing("designer.data.new-wire");
    }

    private void close() {
        if (tap != null) {
            tap.close();
            tap = null;
        }
        origin = null;
    }

    private String titleOf(Wire wire) {
        return workbench
                .texts()
                .get(
                        "designer.data.wire",
                        nameOf(wire.from().node()),
                        nameOf(wire.to().node()));
    }

    private String nameOf(String node) {
        return workbench
                .editor()
                .pipeline()
                .node(node)
                .map(found -> found.name())
                .orElse(node);
    }

    private static @Nullable StreamType inputOf(Origin.OfSink sink) {
        return sink.run.pipeline().pipeline().wiresTo(sink.node).stream()
                .findFirst()
                .map(wire -> sink.run.pipeline().stream(wire))
                .orElse(null);
    }

    private static ZoneId zone(Run run) {
        return run.pipeline().environment().zone();
    }
}
