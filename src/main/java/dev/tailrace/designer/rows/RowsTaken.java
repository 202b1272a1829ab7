package dev.tailrace.designer.rows;

import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.watch.CellText;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** What leaves a table: values and rows for the clipboard, rows for a file, one value to be looked at by itself. */
final class RowsTaken {
    private final RowTable table;
    private final ExportRow export;
    private final Function<String, Optional<Path>> chooseFile;
    private final CellPopup popup;

    /** @param chooseFile asks for a file to write, given a name for it */
    RowsTaken(RowTable table, ExportRow export, Function<String, Optional<Path>> chooseFile, Texts texts) {
        this.table = table;
        this.export = export;
        this.chooseFile = chooseFile;
        this.popup = new CellPopup(texts);
    }

    /** Where exports tell how far they are. */
    ExportRow exports() {
        return export;
    }

    /** The selected rows, or all. */
    void copyRows(RowFormat format) {
        copy(format.text(table.copied(false)));
    }

    /** The value at which the arrow keys are, as it stands in its cell but whole. */
    void copyCell() {
        Row row = table.currentRow();
        Field column = table.currentColumn();
        if (row != null && column != null) {
            Object value = row.get(table.shape().schema().indexOf(column.name()));
            copy(CellText.whole(value, table.shape().zone()));
        }
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /**
     * Asks for a file and writes all rows that are shown.
     *
     * @param title of the rows
     */
    void export(String title) {
        CopiedRows rows = table.copied(true);
        if (rows.size() > 0) {
            String name = title.replaceAll("[^\\p{L}\\p{N}]+", "-");
            chooseFile.apply(name + ".csv").ifPresent(file -> export.begin(new RowExport(rows, file)));
        }
    }

    /** Shows all of the value at which the arrow keys are. */
    void openCell() {
        Row row = table.currentRow();
        Field column = table.currentColumn();
        if (row != null && column != null) {
            popup.show(table, placeOfCell(), table.shape(), row, column);
        }
    }

    private Bounds placeOfCell() {
        for (Node node : table.lookupAll(".table-cell")) {
            if (node instanceof TableCell<?, ?> cell && table.isCurrent(cell.getIndex(), cell.getTableColumn())) {
                return cell.localToScreen(cell.getBoundsInLocal());
            }
        }
        return table.localToScreen(table.getBoundsInLocal());
    }
}
