package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.actions.Actions;
import dev.tailrace.designer.charts.ChartBoard;
import dev.tailrace.designer.charts.ChartsPane;
import dev.tailrace.designer.files.ChartMemory;
import dev.tailrace.designer.files.FileDialogs;
import dev.tailrace.model.Wire;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/** The pane of the charts, in the window of an open pipeline. Used on the JavaFX thread. */
final class ChartsTab {
    private final PipelineEditor editor;
    private final Texts texts;
    private final NoticeBar notice;
    private final BottomPane tabs;
    private final ChartBoard board;
    private final ChartsPane pane;

    /** @param tabs where the pane is to be added */
    ChartsTab(
            OpenPipeline open,
            ChartMemory memory,
            Remembering remembering,
            NoticeBar notice,
            BottomPane tabs,
            FileDialogs dialogs) {
        this.editor = open.editor();
        this.texts = open.workbench().texts();
        this.notice = notice;
        this.tabs = tabs;
        board = new ChartBoard(open.workbench(), dialogs::export, new ChartNews(notice, texts));
        pane = new ChartsPane(board);
        new ChartKeeping(board, open, memory, remembering);
    }

    ChartBoard board() {
        return board;
    }

    ChartsPane pane() {
        return pane;
    }

    /** What can be done with charts from anywhere: one of the selected wire, and files of the chart used last. */
    void declare(Actions actions) {
        BooleanProperty hasWire = new SimpleBooleanProperty(editor.selectedWire() != null);
        editor.addListener(change -> hasWire.set(editor.selectedWire() != null));
        actions.add(Action.of("chart-wire", texts, this::chartSelected)
                .on("Shortcut+Shift+D")
                .withIcon("mdi2c-chart-line")
                .when(hasWire));
        for (String format : List.of("png", "svg", "csv")) {
            String id = "chart-" + format;
            actions.add(Action.of(id, texts, () -> export(format)).withIcon("mdi2f-file-export-outline"));
        }
    }

    private void chartSelected() {
        Wire wire = editor.selectedWire();
        if (wire != null) {
            chart(wire);
        }
    }

    /** Draws a chart of a wire, and shows where. */
    void chart(Wire wire) {
        if (board.chart(wire)) {
            tabs.reveal(BottomPane.CHARTS);
        } else {
            notice.tell(
                    NoticeBar.Kind.NEWS,
                    texts.get("designer.charts.unknown-wire"),
                    texts.get("designer.charts.unknown-wire.remedy"));
        }
    }

    private void export(String format) {
        tabs.reveal(BottomPane.CHARTS);
        pane.export(format);
    }
}
