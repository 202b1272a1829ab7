package dev.tailrace.designer.runs;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.charts.SeriesChart;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The series of the chosen run, or of two over each other with what differs between them. Used on the JavaFX thread. */
final class RunDetails extends BorderPane {
    private static final double FACTS_WIDTH = 220;
    private static final double CHART_ABOVE = 140;

    private final RunBook book;
    private final Texts texts;
    private final RunWords words;
    private final RunCharts charts;
    private final RunComparison comparison;
    private final SeriesChart chart;
    private final Label title = new Label();
    private final VBox facts = new VBox(8);
    private final ScrollPane scroll = new ScrollPane();
    private boolean isNarrow;
    private List<PastRun> shown = List.of();
    private RunCharts.Of what = RunCharts.Of.SOURCES;

    RunDetails(RunBook book, RunWords words) {
        this.book = book;
        this.words = words;
        this.texts = book.workbench().texts();
        charts = new RunCharts(texts);
        comparison = new RunComparison(texts, words);
        chart = new SeriesChart(texts, ZoneId.of("UTC"));
        chart.getStyleClass().add("run-chart");
        getStyleClass().add("run-details");
        setId("run-details");
        title.getStyleClass().add("data-title");
        title.setId("run-title");
        title.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox bar = new HBox(8, title, gap, segments());
        bar.getStyleClass().add("pane-bar");
        facts.getStyleClass().add("run-facts");
        facts.setId("run-facts");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("quiet-scroll");
        setTop(bar);
        arrange(false);
        widthProperty()
                .addListener((property, before, width) ->
                        arrange(width.doubleValue() > 0 && width.doubleValue() < 2 * FACTS_WIDTH));
    }

    /** @param narrow whether chart and figures do not fit side by side */
    private void arrange(boolean narrow) {
        if (narrow == isNarrow && getCenter() != null) {
            return;
        }
        isNarrow = narrow;
        // The list beside says it too.
        title.setVisible(!narrow);
        title.setManaged(!narrow);
        setRight(null);
        setCenter(null);
        scroll.setContent(null);
        scroll.setPrefWidth(narrow ? USE_COMPUTED_SIZE : FACTS_WIDTH);
        scroll.setMinWidth(narrow ? 0 : FACTS_WIDTH);
        chart.setMinHeight(narrow ? CHART_ABOVE : 0);
        chart.setPrefHeight(narrow ? CHART_ABOVE : USE_COMPUTED_SIZE);
        if (narrow) {
            scroll.setContent(new VBox(chart, facts));
            setCenter(scroll);
        } else {
            scroll.setContent(facts);
            setCenter(chart);
            setRight(scroll);
        }
    }

    void show(List<PastRun> runs) {
        shown = List.copyOf(runs);
        List<String> names = names();
        title.setText(String.join("  \u2194  ", names));
        chart.show(charts.of(what, shown, names));
        facts.getChildren().clear();
        if (shown.size() == 1) {
            one(shown.get(0));
        } else if (shown.size() == 2) {
            two(shown.get(0), shown.get(1));
        }
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (PastRun run : shown) {
            String name = words.started(run.facts(), book.clock().instant());
            // Two runs of one second still have to be told apart.
            names.add(names.contains(name) ? name + " (2)" : name);
        }
        return names;
    }

    private HBox segments() {
        ToggleGroup group = new ToggleGroup();
        HBox segments = new HBox();
        segments.setMaxHeight(Region.USE_PREF_SIZE);
        segments.setMinWidth(Region.USE_PREF_SIZE);
        segments.getStyleClass().add("inspector-segments");
        for (RunCharts.Of of : RunCharts.Of.values()) {
            String key = of.name().toLowerCase(Locale.ROOT);
            ToggleButton button = new ToggleButton(texts.get("designer.runs.of-" + key));
            button.setId("runs-of-" + key);
            button.setToggleGroup(group);
            button.setSelected(of == what);
            button.setOnAction(pressed -> {
                button.setSelected(true);
                what = of;
                chart.show(charts.of(what, shown, names()));
            });
            segments.getChildren().add(button);
        }
        return segments;
    }

    private void one(PastRun run) {
        if (!run.facts().failure().isEmpty()) {
            facts.getChildren().add(wrapped(run.facts().failure(), "run-failure"));
        }
        GridPane grid = grid();
        line(
                grid,
                texts.get("designer.runs.duration"),
                words.duration(run.facts().elapsed()));
        line(grid, texts.get("designer.runs.outcome"), words.outcome(run.facts().outcome()));
        line(grid, texts.get("designer.runs.rows"), words.count(run.facts().rows()));
        line(grid, texts.get("designer.runs.errors"), words.count(run.facts().errors()));
        line(grid, texts.get("designer.runs.late"), words.count(run.facts().late()));
        run.facts().parameters().keySet().stream()
                .sorted()
                .forEach(name -> line(grid, name, run.facts().parameters().getOrDefault(name, "")));
        facts.getChildren().add(grid);
        if (run.pipeline() == null) {
            facts.getChildren().add(wrapped(texts.get("designer.runs.no-pipeline"), "hint"));
        }
    }

    private void two(PastRun first, PastRun second) {
        GridPane grid = grid();
        List<String> names = names();
        line(grid, "", names.get(0), names.get(1));
        for (RunComparison.Line line : comparison.lines(first.facts(), second.facts())) {
            line(grid, line.what(), line.first(), line.second());
        }
        facts.getChildren().addAll(grid, wrapped(comparison.changes(first, second), "second"));
    }

    private static GridPane grid() {
        GridPane grid = new GridPane();
        grid.setHgap(12);
        grid.setVgap(4);
        return grid;
    }

    private static void line(GridPane grid, String what, String... values) {
        int row = grid.getRowCount();
        Label label = new Label(what);
        label.getStyleClass().add("second");
        grid.add(label, 0, row);
        for (int i = 0; i < values.length; i++) {
            Label value = new Label(values[i]);
            value.getStyleClass().add("run-value");
            grid.add(value, i + 1, row);
        }
    }

    private static Label wrapped(String text, String style) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add(style);
        return label;
    }
}
