package dev.tailrace.designer.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import dev.tailrace.data.json.CellJson;
import dev.tailrace.data.json.CellJson.NotOfType;
import dev.tailrace.designer.commands.Command;
import dev.tailrace.designer.rows.PastedRows;
import dev.tailrace.designer.rows.TypedTable;
import dev.tailrace.designer.tests.TestEdits.Side;
import dev.tailrace.model.Node;
import dev.tailrace.model.PipelineTest;
import dev.tailrace.model.PortRef;
import dev.tailrace.operator.StreamType;
import dev.tailrace.proof.ComparedRow.Verdict;
import dev.tailrace.proof.Outcome;
import dev.tailrace.proof.Outcome.ComparedPort;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The given or the expected rows of the open test, a port at a time; beside the expected ones, after the test has run, how
 * those differ that came.
 */
final class TestSide extends BorderPane {
    private static final double ROOM_FOR_TITLE = 240;
    private static final double LEAST_PORT_WIDTH = 34;

    /** Of a button that has an icon only. */
    private static final double ICON_WIDTH = 30;

    private final TestBench bench;
    private final Side side;
    private final Texts texts;
    private final ComboBox<String> ports = new ComboBox<>();
    private final Label count = new Label();
    private final ToggleButton difference = new ToggleButton(null, new FontIcon("mdi2n-not-equal-variant"));
    private final Button add;
    private final Button remove;
    private final MenuButton more = new MenuButton(null, new FontIcon("mdi2d-dots-horizontal"));
    private final MenuItem paste;
    private final TypedTable rows;
    private final DifferenceRows differences;
    private final Label words = new Label();
    private boolean isShowing;

    TestSide(TestBench bench, Side side) {
        this.bench = bench;
        this.side = side;
        texts = bench.workbench().texts();
        String key = side.name().toLowerCase(Locale.ROOT);
        getStyleClass().add("test-side");
        setId("test-" + key);
        rows = new TypedTable(
                texts.get(side == Side.GIVEN ? "designer.tests.unset" : "designer.tests.any"),
                texts.get("designer.tests." + key + "-table"),
                this::typed);
        rows.setRowKeys(new TypedTable.RowKeys() {
            @Override
            public void add() {
                addRow();
            }

            @Override
            public void remove() {
                removeRows();
            }

            @Override
            public void paste() {
                pasteRows();
            }
        });
        differences = new DifferenceRows(texts);
        Label title = new Label(texts.get("designer.tests." + key));
        title.getStyleClass().add("test-side-title");
        title.setTooltip(new Tooltip(title.getText()));
        widthProperty()
                .addListener((property, before, width) ->
                        title.setMinWidth(width.doubleValue() < ROOM_FOR_TITLE ? 0 : Region.USE_PREF_SIZE));
        count.setMinWidth(0);
        count.getStyleClass().add("data-count");
        ports.getStyleClass().add("test-ports");
        ports.setAccessibleText(texts.get("designer.tests.port"));
        ports.setCellFactory(made -> new PortCell());
        ports.setButtonCell(new PortCell());
        ports.valueProperty().addListener((property, before, after) -> {
            if (!isShowing) {
                show();
            }
        });
        ports.setMinWidth(LEAST_PORT_WIDTH);
        ports.valueProperty()
                .addListener((property, before, port) ->
                        ports.setTooltip(port == null ? null : new Tooltip(portName(port))));
        difference.setId("test-difference");
        difference.setTooltip(new Tooltip(texts.get("designer.tests.difference")));
        difference.setAccessibleText(texts.get("designer.tests.difference"));
        difference.getStyleClass().addAll("pane-button", "flat");
        difference.setOnAction(pressed -> show());
        add = button("mdi2p-plus", "add-row", this::addRow);
        remove = button("mdi2m-minus", "remove-rows", this::removeRows);
        paste = item("paste", this::pasteRows);
        more.getItems().setAll(paste, item("leave-out", this::leaveOut));
        more.setId("test-" + key + "-more");
        more.getStyleClass().addAll("pane-button", "flat", "test-more");
        more.setAccessibleText(texts.get("designer.tests.more"));
        more.setTooltip(new Tooltip(texts.get("designer.tests.more")));
        List.of(difference, add, remove, more).forEach(button -> button.setMinWidth(Region.USE_PREF_SIZE));
        more.setMinWidth(ICON_WIDTH);
        more.setPrefWidth(ICON_WIDTH);
        setMinWidth(0);
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        HBox bar = new HBox(2, title, ports, count, spring, difference, add, remove, more);
        bar.getStyleClass().add("pane-bar");
        words.getStyleClass().add("pane-empty");
        words.setWrapText(true);
        setTop(bar);
        setCenter(new StackPane(rows, differences, words));
    }

    private Button button(String icon, String key, Runnable handler) {
        Button button = new Button(null, new FontIcon(icon));
        button.setId("test-" + side.name().toLowerCase(Locale.ROOT) + "-" + key);
        button.getStyleClass().addAll("pane-button", "flat");
        button.setTooltip(new Tooltip(texts.get("designer.tests." + key)));
        button.setAccessibleText(texts.get("designer.tests." + key));
        button.setOnAction(pressed -> handler.run());
        return button;
    }

    private MenuItem item(String key, Runnable handler) {
        MenuItem item = new MenuItem(texts.get("designer.tests." + key));
        item.setId("test-" + side.name().toLowerCase(Locale.ROOT) + "-" + key);
        item.setOnAction(chosen -> handler.run());
        return item;
    }

    /** After a run of the open test: what differs is shown where something does. */
    void ran() {
        Outcome outcome = outcome();
        if (side == Side.EXPECTED && outcome != null) {
            outcome.ports().stream().filter(port -> !port.isSame()).findFirst().ifPresent(port -> {
                ports.setValue(port.port().toString());
            });
            difference.setSelected(!outcome.isPassed());
        }
        show();
    }

    /** Shows the open test as it is now. */
    void show() {
        isShowing = true;
        PipelineTest test = bench.chosen();
        Set<String> names = test == null ? Set.of() : side.of(test).keySet();
        if (!List.copyOf(names).equals(ports.getItems())) {
            String before = ports.getValue();
            ports.getItems().setAll(names);
            ports.setValue(
                    names.contains(before) ? before : names.stream().findFirst().orElse(null));
        }
        isShowing = false;
        String port = ports.getValue();
        ports.setVisible(port != null);
        ports.setManaged(port != null);
        Outcome outcome = outcome();
        ComparedPort compared = compared(outcome, port);
        boolean hasProblems =
                side == Side.EXPECTED && outcome != null && !outcome.problems().isEmpty();
        difference.setVisible(compared != null || hasProblems);
        difference.setManaged(difference.isVisible());
        boolean differing = difference.isVisible() && difference.isSelected();
        boolean editable = port != null && !differing;
        for (ButtonBase button : List.of(add, remove, more)) {
            button.setVisible(editable);
            button.setManaged(editable);
        }
        rows.setVisible(editable);
        differences.setVisible(differing && compared != null);
        words.setVisible(false);
        count.setText("");
        if (test == null) {
            return;
        }
        if (differing && compared != null) {
            differences.show(compared, new CellJson(zone()));
            count.setText(summary(compared));
        } else if (differing && outcome != null) {
            say(outcome.problems().stream().map(this::told).collect(Collectors.joining("\n")), true);
        } else if (port == null) {
            say(texts.get(side == Side.GIVEN ? "designer.tests.none-given" : "designer.tests.none-expected"), false);
        } else {
            show(test, port);
        }
    }

    private void show(PipelineTest test, String port) {
        List<ObjectNode> shown = side.of(test).getOrDefault(port, List.of());
        StreamType stream = stream(port);
        Schema schema = stream == null ? null : stream.schema();
        rows.show(test.name() + " " + port, schema, stream != null && stream.changes(), shown, this::mistake);
        add.setDisable(schema == null);
        paste.setDisable(schema == null);
        remove.setDisable(shown.isEmpty());
        if (shown.isEmpty()) {
            say(
                    texts.get(side == Side.GIVEN ? "designer.tests.no-given-row" : "designer.tests.no-expected-row"),
                    false);
        }
    }

    private @Nullable String mistake(@Nullable JsonNode value, Field field) {
        if (value == null) {
            return null;
        } else if (value.isNull() && !field.nullable()) {
            return texts.get("designer.tests.not-null", field.name());
        }
        try {
            new CellJson(zone()).value(value, field.type());
            return null;
        } catch (NotOfType wrong) {
            return texts.get("designer.tests.not-of-type", CellJson.text(value), field.type());
        }
    }

    private void say(String text, boolean isError) {
        words.getStyleClass().removeAll("test-problem");
        if (isError) {
            words.getStyleClass().add("test-problem");
        }
        words.setText(text);
        words.setVisible(true);
        words.setMouseTransparent(true);
    }

    private String told(Problem problem) {
        String node = problem.node();
        String name = node == null ? "" : nameOf(node) + ": ";
        return name + texts.of(problem);
    }

    private String summary(ComparedPort port) {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> port.count(verdict) > 0)
                .map(verdict -> port.count(verdict) + " " + DifferenceRows.word(verdict, texts))
                .collect(Collectors.joining(", "));
    }

    private @Nullable Outcome outcome() {
        PipelineTest test = bench.chosen();
        return test == null ? null : bench.outcomesProperty().get().get(test);
    }

    private @Nullable ComparedPort compared(@Nullable Outcome outcome, @Nullable String port) {
        return side == Side.GIVEN || outcome == null || port == null
                ? null
                : outcome.ports().stream()
                        .filter(compared -> compared.port().toString().equals(port))
                        .findFirst()
                        .orElse(null);
    }

    private @Nullable StreamType stream(String port) {
        int dot = port.lastIndexOf('.');
        return dot <= 0 || dot == port.length() - 1 ? null : bench.stream(PortRef.parse(port));
    }

    private ZoneId zone() {
        return bench.workbench().editor().checked().environment().zone();
    }

    private String nameOf(String node) {
        return bench.workbench().editor().pipeline().node(node).map(Node::name).orElse(node);
    }

    private void apply(Command command) {
        bench.workbench().editor().apply(command);
    }

    private void typed(int row, String column, @Nullable JsonNode value) {
        apply(bench.edits().cell(bench.chosenProperty().get(), side, ports.getValue(), row, column, value));
    }

    private void addRow() {
        apply(bench.edits().appendEmpty(bench.chosenProperty().get(), side, ports.getValue()));
        rows.goToLastRow();
    }

    private void removeRows() {
        Set<Integer> selected = rows.selectedRows();
        if (!selected.isEmpty()) {
            apply(bench.edits().removeRows(bench.chosenProperty().get(), side, ports.getValue(), selected));
        }
    }

    private void pasteRows() {
        String text = Clipboard.getSystemClipboard().getString();
        List<ObjectNode> pasted = text == null ? List.of() : PastedRows.of(text, rows.schema());
        if (!pasted.isEmpty()) {
            apply(bench.edits().append(bench.chosenProperty().get(), side, ports.getValue(), pasted));
        }
    }

    private void leaveOut() {
        apply(bench.edits().withoutPort(bench.chosenProperty().get(), side, ports.getValue()));
    }

    /** A port by the name of its node. */
    private final class PortCell extends ListCell<@Nullable String> {
        @Override
        protected void updateItem(@Nullable String port, boolean empty) {
            super.updateItem(port, empty);
            if (port == null || empty) {
                setText(null);
                return;
            }
            setText(portName(port));
        }
    }

    private String portName(String port) {
        int dot = port.lastIndexOf('.');
        return dot <= 0 ? port : nameOf(port.substring(0, dot)) + " \u00b7 " + port.substring(dot + 1);
    }
}
