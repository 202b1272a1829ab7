package dev.tailrace.designer.breakpoints;

import dev.tailrace.data.NoValue;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.theme.PaneSheet;
import dev.tailrace.designer.watch.CellText;
import dev.tailrace.runtime.Held;
import java.time.ZoneId;
import java.util.BitSet;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The first held rows beside their wire: the held one, and those behind it in its batch. */
public final class HeldList extends VBox {
    private static final int MOST_ROWS = 5;
    private static final int MOST_LETTERS = 18;

    private final Workbench workbench;
    private final Label count = new Label();
    private final GridPane rows = new GridPane();

    public HeldList(Workbench workbench) {
        super(8);
        this.workbench = workbench;
        getStyleClass().add("held-list");
        setId("held-list");
        PaneSheet.dress(this);
        Label title = new Label(workbench.texts().get("designer.held.on-wire"));
        title.getStyleClass().add("strong");
        count.getStyleClass().addAll("badge", "warn");
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        HBox header = new HBox(24, title, spring, count);
        header.setAlignment(Pos.CENTER_LEFT);
        rows.setHgap(12);
        rows.setVgap(6);
        ColumnConstraints number = new ColumnConstraints();
        ColumnConstraints first = new ColumnConstraints();
        first.setHgrow(Priority.ALWAYS);
        ColumnConstraints last = new ColumnConstraints();
        last.setHalignment(HPos.RIGHT);
        rows.getColumnConstraints().setAll(number, first, last);
        getChildren().addAll(header, rows);
    }

    public void show(Held held) {
        count.setText(String.format(workbench.texts().locale(), "%,d", held.waiting()));
        rows.getChildren().clear();
        Schema schema = held.schema();
        if (schema.size() == 0) {
            return;
        }
        Mark mark = workbench.marks().of(held.wire());
        BitSet named =
                HeldColumns.named(schema, mark == null ? "" : mark.breakpoint().condition());
        int first = HeldColumns.first(schema, named);
        int last = named.isEmpty() ? Math.min(first + 1, schema.size() - 1) : named.nextSetBit(0);
        ZoneId zone = workbench.editor().checked().environment().zone();
        for (int i = 0; i < Math.min(MOST_ROWS, held.rows().size()); i++) {
            Row row = held.rows().get(i);
            String look = i == 0 ? "held" : "behind";
            rows.add(cell(Integer.toString(i + 1), look), 0, i);
            rows.add(cell(schema.field(first).name() + " " + shortened(said(row.get(first), zone)), look), 1, i);
            if (last != first) {
                rows.add(cell(shortened(said(row.get(last), zone)), look), 2, i);
            }
        }
    }

    private String said(@Nullable Object value, ZoneId zone) {
        return value instanceof NoValue.Unread
                ? workbench.texts().get("designer.data.unread")
                : CellText.of(value, zone);
    }

    private static String shortened(String text) {
        return text.length() <= MOST_LETTERS ? text : text.substring(0, MOST_LETTERS - 1) + "\u2026";
    }

    private static Label cell(String text, String look) {
        Label cell = new Label(text);
        cell.getStyleClass().addAll("held-cell", look);
        return cell;
    }
}
