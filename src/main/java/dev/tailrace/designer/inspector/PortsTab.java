package dev.tailrace.designer.inspector;

import dev.tailrace.data.Field;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.finding.Column;
import dev.tailrace.model.PortRef;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** What enters and leaves a node: the columns of each port with their types. */
final class PortsTab extends VBox {
    private final Workbench workbench;
    private @Nullable ColumnActions actions;

    PortsTab(Workbench workbench) {
        this.workbench = workbench;
        getStyleClass().add("inspector-ports");
    }

    void setActions(ColumnActions wanted) {
        actions = wanted;
    }

    void show(String node) {
        CheckedPipeline checked = workbench.editor().checked();
        CheckedNode found = checked.nodes().get(node);
        getChildren().clear();
        if (found == null) {
            return;
        }
        for (Port port : found.ports()) {
            if (port.isInput()) {
                List<dev.tailrace.model.Wire> wires = checked.pipeline().wiresInto(new PortRef(node, port.name()));
                if (wires.isEmpty()) {
                    getChildren().add(section(port, null, null, null));
                }
                wires.forEach(wire ->
                        getChildren().add(section(port, checked.stream(wire), nameOf(wire.from()), wire.from())));
            } else {
                PortRef own = new PortRef(node, port.name());
                getChildren().add(section(port, found.output().ports().get(port.name()), null, own));
            }
        }
    }

    private @Nullable String nameOf(PortRef from) {
        return workbench
                .editor()
                .pipeline()
                .node(from.node())
                .map(node -> node.name())
                .orElse(null);
    }

    private Node section(Port port, @Nullable StreamType stream, @Nullable String from, @Nullable PortRef writer) {
        Texts texts = workbench.texts();
        Label title = new Label(title(port, from));
        title.getStyleClass().add("inspector-label");
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        Label count = new Label(
                stream == null
                        ? texts.get("designer.inspector.columns-unknown")
                        : texts.get(
                                "designer.inspector.columns", stream.schema().size()));
        count.getStyleClass().add("inspector-count");
        VBox section = new VBox(6, new HBox(8, title, spring, count));
        if (stream != null && stream.changes()) {
            Label changes = new Label(texts.get("designer.inspector.changes"));
            changes.getStyleClass().add("inspector-hint");
            section.getChildren().add(changes);
        }
        if (stream != null && stream.schema().size() > 0) {
            VBox columns = new VBox();
            columns.getStyleClass().add("inspector-schema");
            stream.schema().fields().forEach(field -> columns.getChildren().add(column(field, stream, writer)));
            section.getChildren().add(columns);
        }
        return section;
    }

    private String title(Port port, @Nullable String from) {
        String fixed = workbench.texts().find("operator.port." + port.name());
        String name = fixed == null ? port.name() : fixed;
        return from == null ? name : workbench.texts().get("designer.inspector.port-from", name, from);
    }

    private Node column(Field field, StreamType stream, @Nullable PortRef writer) {
        Label name = new Label(field.name());
        name.getStyleClass().add("inspector-code");
        HBox.setHgrow(name, Priority.ALWAYS);
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        HBox line = new HBox(6, name);
        if (field.name().equals(stream.eventTime())) {
            FontIcon clock = new FontIcon("mdi2c-clock-outline");
            Label mark = new Label(workbench.texts().get("designer.inspector.event-time"), clock);
            mark.getStyleClass().add("inspector-event-time");
            line.getChildren().add(mark);
        }
        Label type = new Label(field.typeText());
        type.getStyleClass().add("inspector-type");
        type.setMinWidth(Region.USE_PREF_SIZE);
        line.getChildren().addAll(spring, type);
        ColumnActions offered = actions;
        if (offered != null && writer != null) {
            offer(line, new Column(writer, field.name()), offered);
        }
        return line;
    }

    /** By the menu, and by keys while the column has the focus. */
    private void offer(HBox line, Column column, ColumnActions offered) {
        line.getStyleClass().add("inspector-column");
        line.setId("column-" + column.name());
        line.setFocusTraversable(true);
        line.setAccessibleRole(AccessibleRole.BUTTON);
        line.setAccessibleText(column.name());
        MenuItem course = item("uses", KeyCode.ENTER, () -> offered.showCourse(column));
        MenuItem rename = item("rename", KeyCode.F2, () -> offered.rename(column));
        ContextMenu menu = new ContextMenu(course, rename);
        line.setOnMousePressed(pressed -> {
            line.requestFocus();
            // The scrolled pane around it would take the focus.
            pressed.consume();
        });
        line.setOnContextMenuRequested(asked -> {
            menu.show(line.getScene().getWindow(), asked.getScreenX(), asked.getScreenY());
            asked.consume();
        });
        line.setOnKeyPressed(key -> {
            switch (key.getCode()) {
                case ENTER -> offered.showCourse(column);
                case F2 -> offered.rename(column);
                default -> {
                    return;
                }
            }
            key.consume();
        });
    }

    private MenuItem item(String key, KeyCode code, Runnable run) {
        MenuItem item = new MenuItem(workbench.texts().get("designer.column." + key));
        item.setId("column-" + key);
        item.setAccelerator(new KeyCodeCombination(code));
        item.setOnAction(chosen -> run.run());
        return item;
    }
}
