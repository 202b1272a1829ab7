package dev.tailrace.designer.breakpoints;

import atlantafx.base.controls.ToggleSwitch;
import dev.tailrace.data.Field;
import dev.tailrace.data.NoValue;
import dev.tailrace.data.Row;
import dev.tailrace.data.Texts;
import dev.tailrace.data.json.CellJson;
import dev.tailrace.data.json.JsonText;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.actions.Actions;
import dev.tailrace.designer.theme.PaneSheet;
import dev.tailrace.designer.watch.CellText;
import dev.tailrace.model.Node;
import dev.tailrace.operator.StreamType;
import dev.tailrace.runtime.Held;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The row that a run holds, as a record, with those behind it in its batch, what it was held for, and how to go on. */
public final class HeldPane extends BorderPane {
    /** What a record needs. */
    public static final double WIDTH = 384;

    private final Workbench workbench;
    private final Texts texts;
    private final Runnable edit;
    private final Label title = new Label();
    private final Label wire = new Label();
    private final Button previous;
    private final Button next;
    private final ToggleSwitch on = new ToggleSwitch();
    private final Button condition = new Button();
    private final Label seen = new Label();
    private final Label every = new Label();
    private final VBox fields = new VBox();
    private final TextArea json = new TextArea();
    private @Nullable Held held;
    private int shown;
    private boolean showing;

    /**
     * @param actions has those that go on
     * @param edit opens the breakpoint of the held wire
     */
    public HeldPane(Workbench workbench, Actions actions, Runnable edit) {
        this.workbench = workbench;
        this.texts = workbench.texts();
        this.edit = edit;
        this.previous = iconButton("mdi2c-chevron-left", texts.get("designer.held.previous"));
        this.next = iconButton("mdi2c-chevron-right", texts.get("designer.held.next"));
        getStyleClass().add("inspector");
        setId("held-pane");
        PaneSheet.dress(this);
        title.setId("held-title");
        setTop(new VBox(header(), buttons(actions), what()));
        setCenter(record());
        workbench.holds().heldProperty().addListener((property, before, now) -> show(now));
        workbench.holds().talliesProperty().addListener(change -> showMark());
        workbench.marks().addListener(this::showMark);
        show(workbench.holds().heldProperty().get());
    }

    private HBox header() {
        StackPane tile = new StackPane(new FontIcon("mdi2p-pause"));
        tile.getStyleClass().addAll("inspector-tile", "held-tile");
        title.getStyleClass().add("pane-title");
        wire.getStyleClass().add("second");
        VBox words = new VBox(title, wire);
        HBox.setHgrow(words, Priority.ALWAYS);
        previous.setId("held-previous");
        next.setId("held-next");
        previous.setOnAction(event -> look(shown - 1));
        next.setOnAction(event -> look(shown + 1));
        HBox header = new HBox(12, tile, words, new HBox(previous, next));
        header.getStyleClass().addAll("inspector-header", "inspector-header-line");
        return header;
    }

    private HBox buttons(Actions actions) {
        HBox row = new HBox(8);
        row.getStyleClass().add("held-buttons");
        for (String id : List.of("step", "next-hit", "run")) {
            Button button = new Button(
                    texts.get("designer.action." + (id.equals("run") ? "resume" : id)),
                    new FontIcon(Objects.requireNonNull(actions.get(id).icon())));
            actions.bind(button, id);
            button.setId("held-" + id);
            button.setMaxWidth(Double.MAX_VALUE);
            button.setMinWidth(Region.USE_PREF_SIZE);
            if (id.equals("step")) {
                button.getStyleClass().add("primary");
            }
            Label key = new Label(actions.get(id).keyText());
            key.getStyleClass().add("held-key");
            VBox cell = new VBox(6, button, key);
            cell.setAlignment(Pos.TOP_CENTER);
            cell.setFillWidth(true);
            HBox.setHgrow(cell, Priority.ALWAYS);
            row.getChildren().add(cell);
        }
        return row;
    }

    private VBox what() {
        Label when = new Label(texts.get("designer.breakpoint.pause-when"));
        when.getStyleClass().add("inspector-label");
        Label word = new Label(texts.get("designer.breakpoint.on"));
        word.getStyleClass().add("second");
        on.setAccessibleText(texts.get("designer.breakpoint.on"));
        on.selectedProperty().addListener((property, before, now) -> {
            Held at = held;
            if (at != null && !showing) {
                Mark mark = Objects.requireNonNullElse(workbench.marks().of(at.wire()), Mark.PLAIN);
                workbench.marks().set(at.wire(), mark.on(now));
            }
        });
        HBox line = new HBox(8, when, spring(), word, on);
        line.setAlignment(Pos.CENTER_LEFT);
        condition.getStyleClass().add("held-condition");
        condition.setMaxWidth(Double.MAX_VALUE);
        condition.setMnemonicParsing(false);
        condition.setTooltip(new Tooltip(texts.get("designer.held.edit")));
        condition.setAccessibleText(texts.get("designer.held.edit"));
        condition.setOnAction(event -> edit.run());
        seen.getStyleClass().add("hint");
        every.getStyleClass().add("hint");
        HBox counts = new HBox(8, seen, spring(), every);
        VBox what = new VBox(8, line, condition, counts);
        what.getStyleClass().add("held-what");
        return what;
    }

    private StackPane record() {
        ScrollPane scroll = new ScrollPane(fields);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        json.setEditable(false);
        json.getStyleClass().add("held-json");
        TabPane tabs = new TabPane(
                new Tab(texts.get("designer.held.tab-record"), scroll),
                new Tab(texts.get("designer.held.tab-json"), json));
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.setAccessibleText(texts.get("designer.held.tab-record"));
        Button copy = iconButton("mdi2c-content-copy", texts.get("designer.held.copy"));
        copy.setOnAction(event -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(json.getText());
            Clipboard.getSystemClipboard().setContent(content);
        });
        StackPane record = new StackPane(tabs, copy);
        StackPane.setAlignment(copy, Pos.TOP_RIGHT);
        copy.setTranslateX(-8);
        copy.setTranslateY(3);
        return record;
    }

    private void show(@Nullable Held now) {
        held = now;
        if (now != null) {
            wire.setText(texts.get(
                    "designer.held.wire",
                    nameOf(now.wire().from().node()),
                    nameOf(now.wire().to().node())));
            showMark();
            look(0);
        }
    }

    private void showMark() {
        Held at = held;
        if (at == null) {
            return;
        }
        Mark mark = workbench.marks().of(at.wire());
        showing = true;
        on.setSelected(mark != null && mark.on());
        showing = false;
        condition.setText(
                mark != null && mark.breakpoint().hasCondition()
                        ? mark.breakpoint().condition()
                        : texts.get("designer.breakpoint.every-row"));
        TallyWords.tell(seen, workbench.holds().talliesProperty().get().get(at.wire()), texts);
        long hits = mark == null ? 1 : mark.breakpoint().everyHits();
        every.setText(texts.get("designer.breakpoint.every", hits));
    }

    private void look(int index) {
        Held at = held;
        if (at == null || index < 0 || index >= at.rows().size()) {
            return;
        }
        shown = index;
        title.setText(texts.get("designer.held.record", index + 1, at.waiting()));
        previous.setDisable(index == 0);
        next.setDisable(index == at.rows().size() - 1);
        Row row = at.rows().get(index);
        Mark mark = workbench.marks().of(at.wire());
        BitSet named = HeldColumns.named(
                at.schema(), mark == null ? "" : mark.breakpoint().condition());
        StreamType stream = workbench.editor().checked().stream(at.wire());
        String eventTime = stream == null ? null : stream.eventTime();
        ZoneId zone = workbench.editor().checked().environment().zone();
        json.setText(JsonText.lines(new CellJson(zone).object(row, at.schema().fields())));
        fields.getChildren().clear();
        for (int i = 0; i < at.schema().size(); i++) {
            Field field = at.schema().field(i);
            boolean marked = at.hit() && index == 0 && named.get(i);
            String note = field.name().equals(eventTime) ? texts.get("designer.held.event-time") : "";
            fields.getChildren().add(field(field, row.get(i), note, marked, zone));
        }
    }

    private HBox field(Field field, @Nullable Object value, String note, boolean marked, ZoneId zone) {
        Label name = new Label(field.name());
        name.getStyleClass().add("column-name");
        Label type = new Label(field.type().toString());
        type.getStyleClass().add("column-type");
        VBox left = new VBox(name, type);
        left.setMinWidth(Region.USE_PREF_SIZE);
        String text = value instanceof NoValue.Unread ? texts.get("designer.data.unread") : CellText.of(value, zone);
        Label words = new Label(value instanceof String ? "\"" + text + "\"" : text);
        words.getStyleClass().add("held-value");
        if (value == null || value instanceof NoValue) {
            words.getStyleClass().add("none");
        } else if (value instanceof String) {
            words.getStyleClass().add("text");
        }
        words.setTooltip(new Tooltip(text));
        VBox right = new VBox(words);
        if (!note.isEmpty()) {
            Label said = new Label(note);
            said.getStyleClass().add("held-note");
            right.getChildren().add(said);
        }
        right.setAlignment(Pos.CENTER_RIGHT);
        HBox line = new HBox(16, left, spring(), right);
        line.getStyleClass().add("held-field");
        if (marked) {
            line.getStyleClass().add("marked");
        }
        return line;
    }

    private static Button iconButton(String icon, String words) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll("pane-button", "flat");
        button.setAccessibleText(words);
        button.setTooltip(new Tooltip(words));
        return button;
    }

    private static Region spring() {
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        return spring;
    }

    private String nameOf(String node) {
        return workbench.editor().pipeline().node(node).map(Node::name).orElse(node);
    }
}
