package dev.tailrace.designer.charts;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.theme.PaneSheet;
import dev.tailrace.designer.watch.Shown;
import dev.tailrace.designer.watch.Ticker;
import dev.tailrace.model.Node;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.view.ChartView;
import dev.tailrace.operator.view.View;
import dev.tailrace.runtime.Run;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * A card for each chart, gauge and map of the run that is shown, or of the drawing before the first, and for each chart
 * of a wire; drawn ten times a second while points come. Used on the JavaFX thread.
 */
public final class ChartsPane extends StackPane {
    private static final Duration REFRESH = Duration.ofMillis(100);
    private static final double LEAST_CARD_WIDTH = 340;
    private static final double LEAST_CARD_HEIGHT = 160;
    private static final double CARD_HEIGHT_WITH_FORM = 226;

    /** The ids by which the catalogue knows charts, so that they have a card before their first point. */
    private static final Set<String> CHART_SINKS = Set.of("chart-sink", "gauge-sink", "map-sink");

    private final Workbench workbench;
    private final Texts texts;
    private final ChartBoard board;
    private final GridPane grid = new GridPane();
    private final Label empty = new Label();
    private final Map<String, ChartCard> cards = new LinkedHashMap<>();
    private @Nullable Run cardsOf;
    private @Nullable String formOf;
    private @Nullable String current;
    private List<String> keys = List.of();
    private int columns;

    public ChartsPane(Workbench workbench) {
        this(new ChartBoard(workbench));
    }

    public ChartsPane(ChartBoard board) {
        this.workbench = board.workbench();
        this.texts = workbench.texts();
        this.board = board;
        getStyleClass().add("charts-pane");
        PaneSheet.dress(this);
        grid.getStyleClass().add("charts-grid");
        empty.setText(texts.get("designer.charts.empty"));
        empty.getStyleClass().add("pane-empty");
        ScrollPane scroll = new ScrollPane(grid);
        scroll.getStyleClass().add("charts-scroll");
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        getChildren().addAll(scroll, empty);
        sceneProperty().addListener((property, before, scene) -> {
            if (scene == null) {
                board.looks(this, false);
            }
        });
        Ticker.whileShown(this, REFRESH, this::refresh);
        widthProperty().addListener((property, before, after) -> lay());
        board.onChange(this::refresh);
        refresh();
    }

    /** How many charts there are. */
    public int drawn() {
        return (int) workbench.editor().pipeline().nodes().stream()
                        .filter(ChartsPane::isChart)
                        .count()
                + board.charts().size();
    }

    /** Asks for a file and writes the chart there that was used last, else the first. */
    public void export(String format) {
        ChartCard card = current == null ? null : cards.get(current);
        if (card == null) {
            card = cards.values().stream()
                    .filter(ChartCard::isDrawn)
                    .findFirst()
                    .orElse(null);
        }
        if (card == null) {
            board.exports().nothingDrawn();
        } else {
            ChartFiles.export(card, ChartFiles.Format.valueOf(format.toUpperCase(Locale.ROOT)), board);
        }
    }

    private void refresh() {
        Run run = workbench.runProperty().get();
        boolean shown = getScene() == null || Shown.is(this);
        board.looks(this, shown && getScene() != null);
        if (!shown) {
            return;
        }
        if (run != cardsOf) {
            cards.clear();
            cardsOf = run;
            formOf = null;
            columns = 0;
        }
        Set<String> before = Set.copyOf(cards.keySet());
        Set<String> charts = new LinkedHashSet<>();
        board.watches().forEach((key, watch) -> {
            charts.add(key);
            refreshWire(key, watch, run);
        });
        refreshSinks(run, charts);
        cards.keySet().retainAll(charts);
        empty.setVisible(cards.isEmpty());
        if (!before.equals(charts) || columns == 0) {
            shown(charts);
        }
        layForm();
    }

    /** Charts that somebody asked for stand before those of the drawing. */
    private void shown(Set<String> charts) {
        keys = List.copyOf(charts);
        columns = 0;
        lay();
    }

    private void refreshSinks(@Nullable Run run, Set<String> charts) {
        CheckedPipeline checked = run == null ? workbench.editor().checked() : run.pipeline();
        for (Node node : checked.pipeline().nodes()) {
            View view = run == null ? null : run.view(node.id());
            if (view instanceof ChartView || isChart(node)) {
                String key = "node-" + node.id();
                charts.add(key);
                ChartCard card = card(key, node.name(), checked.environment().zone());
                workbench.editor().pipeline().node(node.id()).ifPresent(now -> card.name(now.name()));
                card.show(view instanceof ChartView chart ? chart : null);
                card.say(texts.get(nothing(run)));
            }
        }
    }

    private static String nothing(@Nullable Run run) {
        return run == null
                ? "designer.charts.not-run"
                : run.state().isFinal() ? "designer.charts.no-point-ended" : "designer.charts.waits";
    }

    private void refreshWire(String key, WireWatch watch, @Nullable Run run) {
        watch.refresh(run);
        ZoneId zone = (run == null ? workbench.editor().checked() : run.pipeline())
                .environment()
                .zone();
        ChartCard card = card(key, title(watch.chart()), zone);
        card.name(title(watch.chart()));
        card.sample(
                watch.passed() > watch.drawn()
                        ? texts.get("designer.charts.sample", watch.drawn(), watch.passed())
                        : "");
        card.show(watch.view());
        card.say(
                switch (watch.state()) {
                    case NOT_RUN -> texts.get("designer.charts.not-run");
                    case NEW_WIRE -> texts.get("designer.data.new-wire");
                    case PROBLEMS -> texts.of(watch.problems().get(0));
                    case WATCHING -> texts.get(nothing(run));
                });
    }

    private String title(WireChart chart) {
        Wire wire = chart.wire();
        return texts.get(
                "designer.data.wire", name(wire.from().node()), name(wire.to().node()));
    }

    private String name(String node) {
        return workbench.editor().pipeline().node(node).map(Node::name).orElse(node);
    }

    private ChartCard card(String key, String name, ZoneId zone) {
        return cards.computeIfAbsent(key, id -> {
            ChartCard card = new ChartCard(name, zone, texts, board.faces());
            card.setId("chart-" + key);
            card.offer(menu(key, card));
            card.focusWithinProperty().addListener((property, before, focused) -> current = focused ? key : current);
            return card;
        });
    }

    private List<MenuItem> menu(String key, ChartCard card) {
        List<MenuItem> items = new ArrayList<>();
        for (ChartFiles.Format format : ChartFiles.Format.values()) {
            String id = "export-" + format.name().toLowerCase(Locale.ROOT);
            items.add(item(id, () -> ChartFiles.export(card, format, board)));
        }
        if (key.startsWith("wire-")) {
            items.add(new SeparatorMenuItem());
            items.add(item("edit", () -> board.edit(key)));
            items.add(item("close", () -> board.remove(key)));
        }
        return items;
    }

    private MenuItem item(String id, Runnable run) {
        MenuItem item = new MenuItem(texts.get("designer.charts." + id));
        item.setId("chart-" + id);
        item.setOnAction(event -> run.run());
        return item;
    }

    private static boolean isChart(Node node) {
        return CHART_SINKS.contains(node.operator());
    }

    /** Shows the form of the chart that is being chosen, and takes away that of another. */
    private void layForm() {
        String wanted = board.edited();
        if (Objects.equals(wanted, formOf)) {
            return;
        }
        ChartCard before = formOf == null ? null : cards.get(formOf);
        if (before != null) {
            before.above(null);
        }
        formOf = wanted;
        if (wanted != null) {
            openForm(wanted);
        }
        columns = 0;
        lay();
    }

    private void openForm(String key) {
        ChartCard card = cards.get(key);
        WireWatch watch = board.watches().get(key);
        StreamType stream = watch == null ? null : board.stream(watch.chart().wire());
        if (card != null && watch != null && stream != null) {
            card.above(new WireChartForm(
                    WireChartDraft.of(watch.chart(), stream),
                    texts,
                    chart -> board.replace(key, chart),
                    () -> board.edit(null)));
        }
    }

    /** As many cards side by side as fit; the one whose columns are being chosen has the first row to itself. */
    private void lay() {
        int fitting = (int) Math.max(1, Math.min(Math.max(1, cards.size()), getWidth() / LEAST_CARD_WIDTH));
        if (fitting == columns && grid.getChildren().size() == cards.size()) {
            return;
        }
        columns = fitting;
        grid.getChildren().clear();
        grid.getColumnConstraints().clear();
        grid.getRowConstraints().clear();
        for (int i = 0; i < columns; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / columns);
            grid.getColumnConstraints().add(column);
        }
        int row = 0;
        ChartCard chosen = formOf == null ? null : cards.get(formOf);
        if (chosen != null) {
            addRow(CARD_HEIGHT_WITH_FORM);
            grid.add(chosen, 0, row++, columns, 1);
        }
        int column = 0;
        for (String key : keys) {
            ChartCard card = Objects.requireNonNull(cards.get(key));
            if (card != chosen) {
                if (column == 0) {
                    addRow(LEAST_CARD_HEIGHT);
                }
                grid.add(card, column, row);
                column = (column + 1) % columns;
                row += column == 0 ? 1 : 0;
            }
        }
    }

    private void addRow(double leastHeight) {
        RowConstraints row = new RowConstraints();
        row.setVgrow(Priority.ALWAYS);
        row.setMinHeight(leastHeight);
        grid.getRowConstraints().add(row);
    }
}
