package dev.tailrace.designer.runs;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.watch.Figures;
import dev.tailrace.runtime.history.PipelineVersion;
import dev.tailrace.runtime.history.RunFacts;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A line for each run, sorted by any column. Used on the JavaFX thread. */
final class RunsTable extends TableView<RunFacts> {
    private static final double ROW_HEIGHT = 26;

    private final RunBook book;
    private final RunWords words;
    private final Texts texts;

    RunsTable(RunBook book, RunWords words) {
        super(book.runs());
        this.book = book;
        this.words = words;
        this.texts = book.workbench().texts();
        setId("runs");
        getStyleClass().addAll("row-table", "runs-table");
        setAccessibleText(texts.get("designer.window.tab-runs"));
        setFixedCellSize(ROW_HEIGHT);
        setPlaceholder(new Label());
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        Comparator<RunFacts> byStart = Comparator.comparing(RunFacts::started);
        column("started", 132, byStart, run -> words.started(run, book.clock().instant()), false);
        column("duration", 92, Comparator.comparing(RunFacts::elapsed), run -> words.duration(run.elapsed()), true);
        outcome();
        column("rows", 76, Comparator.comparingLong(RunFacts::rows), run -> words.count(run.rows()), true);
        column(
                "rate",
                68,
                Comparator.comparingDouble(RunFacts::rowsPerSecond),
                run -> Figures.rate(run.rowsPerSecond(), texts.locale()),
                true);
        Function<RunFacts, String> parameters =
                run -> RunWords.parameters(run, book.workbench().editor().pipeline());
        column("parameters", 150, Comparator.comparing(parameters), parameters, false);
        Function<RunFacts, String> version = run ->
                words.version(run, PipelineVersion.of(book.workbench().editor().pipeline()));
        column("version", 124, Comparator.comparing(RunFacts::version), version, false);
    }

    private TableColumn<RunFacts, RunFacts> column(
            String key, double width, Comparator<RunFacts> order, Function<RunFacts, String> text, boolean isNumber) {
        TableColumn<RunFacts, RunFacts> column = new TableColumn<>();
        Label head = new Label(texts.get("designer.runs." + key));
        head.getStyleClass().add("data-title");
        column.setGraphic(head);
        column.setPrefWidth(width);
        if (isNumber) {
            column.getStyleClass().add("number-column");
        }
        column.setComparator(order);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setCellFactory(made -> new Cell(text, isNumber));
        getColumns().add(column);
        return column;
    }

    private void outcome() {
        TableColumn<RunFacts, RunFacts> column = column(
                "outcome", 96, Comparator.comparing(RunFacts::outcome), run -> words.outcome(run.outcome()), false);
        column.setCellFactory(made -> new OutcomeCell());
    }

    private static class Cell extends TableCell<RunFacts, @Nullable RunFacts> {
        private final Function<RunFacts, String> text;

        Cell(Function<RunFacts, String> text, boolean isNumber) {
            this.text = text;
            if (isNumber) {
                getStyleClass().add("number-cell");
            }
        }

        @Override
        protected void updateItem(@Nullable RunFacts run, boolean nothing) {
            super.updateItem(run, nothing);
            String words = run == null || nothing ? null : text.apply(run);
            setText(words);
            setTooltip(words == null || words.isEmpty() ? null : new Tooltip(words));
        }
    }

    /** The glyph says it too, for whoever does not see the colour. */
    private final class OutcomeCell extends Cell {
        private final FontIcon icon = new FontIcon();

        OutcomeCell() {
            super(run -> words.outcome(run.outcome()), false);
        }

        @Override
        protected void updateItem(@Nullable RunFacts run, boolean nothing) {
            super.updateItem(run, nothing);
            if (run == null || nothing) {
                setGraphic(null);
                return;
            }
            icon.setIconLiteral(RunWords.icon(run.outcome()));
            icon.getStyleClass()
                    .setAll(
                            "ikonli-font-icon",
                            "outcome",
                            run.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            setGraphic(icon);
            if (!run.failure().isEmpty()) {
                setTooltip(new Tooltip(run.failure()));
            }
        }
    }
}
