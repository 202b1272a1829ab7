package dev.tailrace.designer.charts;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.charts.ChartData.Trace;
import dev.tailrace.operator.view.ChartView.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.shape.Line;

/** Names the series of a chart; a press hides one or shows it again. Used on the JavaFX thread. */
final class Legend extends FlowPane {
    private static final int MOST = 12;

    private final Texts texts;
    private final Runnable changed;
    private final Set<String> hidden = new HashSet<>();
    private List<String> names = List.of();

    /** @param changed when a series has been hidden or shown */
    Legend(Texts texts, Runnable changed) {
        super(14, 4);
        this.texts = texts;
        this.changed = changed;
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    /** Names of the series that are not drawn. */
    Set<String> hidden() {
        return hidden;
    }

    void show(ChartData data) {
        boolean needed = ChartExport.hasLegend(data);
        setVisible(needed);
        List<String> now = data.traces().stream().map(Trace::name).toList();
        if (!needed || now.equals(names)) {
            return;
        }
        names = now;
        hidden.retainAll(Set.copyOf(now));
        getChildren().clear();
        for (Trace trace : data.traces().subList(0, Math.min(MOST, now.size()))) {
            getChildren().add(entry(trace, data.kind()));
        }
        if (now.size() > MOST) {
            Label more = new Label(texts.get("designer.charts.more-series", now.size() - MOST));
            more.getStyleClass().add("legend-more");
            getChildren().add(more);
        }
    }

    private Node entry(Trace trace, Kind kind) {
        Line line = new Line(0, 0, 18, 0);
        line.getStyleClass().addAll("legend-line", "series-" + (trace.index() % Inks.COUNT + 1));
        if (kind == Kind.LINE || kind == Kind.AREA) {
            for (double dash : Inks.dashes(trace.index())) {
                line.getStrokeDashArray().add(dash);
            }
        } else {
            line.getStyleClass().add("legend-bar");
        }
        ToggleButton entry = new ToggleButton(trace.name().isEmpty() ? "–" : trace.name(), line);
        entry.setMnemonicParsing(false);
        entry.getStyleClass().add("legend-entry");
        entry.setSelected(!hidden.contains(trace.name()));
        entry.selectedProperty().addListener((property, before, on) -> {
            if (on) {
                hidden.remove(trace.name());
            } else {
                hidden.add(trace.name());
            }
            changed.run();
        });
        return entry;
    }
}
