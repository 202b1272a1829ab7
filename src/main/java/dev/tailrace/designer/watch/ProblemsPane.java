package dev.tailrace.designer.watch;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.commands.FixOffer;
import dev.tailrace.designer.theme.PaneSheet;
import dev.tailrace.operator.Operator;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.Sample;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** What is wrong, a line each: where, the sentence, and what helps. A click goes to the place. */
public final class ProblemsPane extends BorderPane {
    private static final int MOST_VALUE_LETTERS = 60;

    /** Goes to the place of a problem in the pane that edits it. */
    public interface Visit {
        /** @param place the setting or port, or null if the problem is about the node as a whole */
        void to(String node, @Nullable String place);
    }

    /** @param row the row at which a run failed, as text; empty if there is none */
    private record Line(Problem problem, String row) {}

    private final Workbench workbench;
    private final Visit visit;
    private final FixMenu menu;
    private final ListView<Line> list = new ListView<>();
    private final Label empty = new Label();
    private final Label footer = new Label();
    private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper();
    private long checkedNanos = System.nanoTime();

    public ProblemsPane(Workbench workbench, Visit visit) {
        this.workbench = workbench;
        this.visit = visit;
        this.menu = new FixMenu(workbench, this::selectedProblem, this::visitSelected);
        getStyleClass().add("problems-pane");
        PaneSheet.dress(this);
        list.getStyleClass().add("problems-list");
        list.setAccessibleText(workbench.texts().get("designer.window.tab-problems"));
        list.setCellFactory(made -> new ProblemCell());
        list.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER && key.isAltDown()) {
                menu.showForSelected(list);
            } else if (key.getCode() == KeyCode.ENTER) {
                visitSelected();
            }
        });
        list.setOnMouseClicked(click -> {
            if (click.getButton() == MouseButton.PRIMARY) {
                visitSelected();
            }
        });
        list.setOnContextMenuRequested(
                asked -> menu.show(selectedProblem(), list, asked.getScreenX(), asked.getScreenY()));
        empty.getStyleClass().add("pane-empty");
        footer.getStyleClass().add("problems-footer");
        footer.managedProperty().bind(footer.visibleProperty());
        setCenter(new StackPane(list, empty));
        setBottom(footer);
        Ticker.whileShown(this, Duration.ofSeconds(1), this::sayWhenChecked);
        workbench.editor().addListener(change -> {
            if (change == PipelineEditor.Change.CHECK) {
                checkedNanos = System.nanoTime();
                show();
            }
        });
        workbench.pictureProperty().addListener((property, before, after) -> {
            Run run = workbench.runProperty().get();
            if (run != null && run.state().isFinal()) {
                show();
            }
        });
        workbench.runProperty().addListener((property, before, after) -> show());
        show();
    }

    /** How many problems are listed, for the badge at the tab. */
    public ReadOnlyIntegerProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    private void show() {
        List<Line> lines = new ArrayList<>();
        Run run = workbench.runProperty().get();
        Problem failure = run == null ? null : run.failure();
        if (run != null && failure != null) {
            lines.add(new Line(failure, rowText(run)));
        }
        List<Problem> problems = workbench.editor().checked().problems();
        problems.stream().filter(Problem::isError).forEach(problem -> lines.add(new Line(problem, "")));
        problems.stream().filter(problem -> !problem.isError()).forEach(problem -> lines.add(new Line(problem, "")));
        if (!lines.equals(list.getItems())) {
            list.getItems().setAll(lines);
        }
        count.set(lines.size());
        list.setVisible(!lines.isEmpty());
        empty.setVisible(lines.isEmpty());
        long errors = problems.stream().filter(Problem::isError).count();
        footer.setVisible(errors > 0);
        footer.setText(workbench.texts().get("designer.problems.run-waits", errors));
        sayWhenChecked();
    }

    private void sayWhenChecked() {
        if (empty.isVisible()) {
            long seconds = (System.nanoTime() - checkedNanos) / LiveRun.SECOND;
            empty.setText(workbench.texts().get("designer.problems.none", seconds));
        }
    }

    private @Nullable Problem selectedProblem() {
        Line line = list.getSelectionModel().getSelectedItem();
        return line == null ? null : line.problem;
    }

    private void visitSelected() {
        Line line = list.getSelectionModel().getSelectedItem();
        if (line != null && line.problem.node() != null) {
            workbench.editor().selectNodes(List.of(line.problem.node()));
            visit.to(line.problem.node(), line.problem.place());
        }
    }

    private static String rowText(Run run) {
        Sample sample = run.failedRow();
        if (sample == null || sample.rows().isEmpty()) {
            return "";
        }
        Schema schema = sample.schema();
        Row row = sample.rows().get(0);
        ZoneId zone = run.pipeline().environment().zone();
        return IntStream.range(0, schema.size())
                .mapToObj(i -> schema.field(i).name() + " = " + cut(CellText.of(row.get(i), zone)))
                .collect(Collectors.joining(", "));
    }

    private static String cut(String text) {
        return text.length() <= MOST_VALUE_LETTERS ? text : text.substring(0, MOST_VALUE_LETTERS - 1) + "…";
    }

    private String nodeName(Problem problem) {
        String node = problem.node();
        return node == null
                ? workbench.texts().get("designer.problems.pipeline")
                : workbench
                        .editor()
                        .pipeline()
                        .node(node)
                        .map(found -> found.name())
                        .orElse(node);
    }

    /** The label of the setting or port; its path where it has none. */
    private String placeName(Problem problem) {
        String place = problem.place();
        String node = problem.node();
        if (place == null || node == null) {
            return "";
        }
        String setting = place.split("[.\\[]", 2)[0];
        Texts texts = workbench.texts();
        Operator<?> operator = workbench
                .editor()
                .pipeline()
                .node(node)
                .map(found -> workbench.editor().catalogue().operator(found.operator()))
                .orElse(null);
        String label = operator == null ? null : texts.find(operator.spec().key(setting + ".label"));
        String port = texts.find("operator.port." + setting);
        return label != null ? label : port != null ? port : setting;
    }

    /** Icon, node, place, sentence, remedies. */
    private final class ProblemCell extends ListCell<@Nullable Line> {
        private final FontIcon icon = new FontIcon();
        private final Label node = new Label();
        private final Label place = new Label();
        private final Label sentence = new Label();
        private final HBox fixes = new HBox(12);
        private final HBox box;

        ProblemCell() {
            node.getStyleClass().add("problem-node");
            place.getStyleClass().add("problem-place");
            fixes.getStyleClass().add("problem-fixes");
            fixes.setMinWidth(Region.USE_PREF_SIZE);
            HBox.setHgrow(sentence, Priority.ALWAYS);
            sentence.setMaxWidth(Double.MAX_VALUE);
            box = new HBox(16, icon, node, place, sentence, fixes);
            box.getStyleClass().add("problem-line");
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Line line, boolean nothing) {
            super.updateItem(line, nothing);
            getStyleClass().removeAll("error", "warning");
            if (line == null || nothing) {
                setGraphic(null);
                setTooltip(null);
                return;
            }
            Problem problem = line.problem;
            getStyleClass().add(problem.isError() ? "error" : "warning");
            icon.setIconLiteral(problem.isError() ? "mdi2a-alert-circle" : "mdi2a-alert-outline");
            node.setText(nodeName(problem));
            place.setText(placeName(problem));
            String words = workbench.texts().of(problem);
            sentence.setText(
                    line.row.isEmpty()
                            ? words
                            : words + " " + workbench.texts().get("designer.problems.row", line.row));
            setTooltip(new Tooltip(sentence.getText()));
            fixes.getChildren()
                    .setAll(Fixes.offers(workbench, problem).stream()
                            .map(offer -> link(problem, offer))
                            .toList());
            setGraphic(box);
        }

        private Hyperlink link(Problem problem, FixOffer offer) {
            Hyperlink link = new Hyperlink(offer.words());
            link.setTooltip(new Tooltip(offer.change()));
            link.setAccessibleHelp(offer.change());
            link.setOnAction(pressed -> Fixes.apply(workbench, problem, offer));
            return link;
        }
    }
}
