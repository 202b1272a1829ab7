package dev.tailrace.designer.rows;

import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.rows.RowsWanted.ShownRows;
import dev.tailrace.designer.watch.CellText;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.TableColumn;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Rows that do not come of a wire, as the data pane shows rows: sorted by a press on a header, searched, copied, exported,
 * with the same cells. Used on the JavaFX thread.
 */
public final class RowGrid extends VBox {
    /** What has become of a row since others were shown. */
    public enum Change {
        COME,
        CHANGED,
        GONE
    }

    /**
     * Rows to be shown.
     *
     * @param cells that have changed just now, by identity of the row
     * @param changes what has become of rows, by identity; null if nobody wants to know
     */
    public record Shown(List<Row> rows, Map<Row, BitSet> cells, @Nullable Map<Row, Change> changes) {
        public static final Shown NOTHING = new Shown(List.of(), Map.of(), null);

        public Shown {
            rows = List.copyOf(rows);
        }
    }

    private final Texts texts;
    private final RowTable table;
    private final SearchRow search;
    private final RowsTaken taken;
    private final Runnable searched;
    private Shown shown = Shown.NOTHING;
    private final BooleanProperty searchShown = new SimpleBooleanProperty();
    private boolean hasShown;
    private boolean withChanges;
    private int keyColumns;

    /**
     * @param spoken what the table is called by assistive technology
     * @param background where files are written
     * @param chooseFile asks for a file to write rows into, given a name for it
     * @param searched hears that another text is looked for
     */
    public RowGrid(
            Texts texts,
            String spoken,
            Executor background,
            Function<String, Optional<Path>> chooseFile,
            Runnable searched) {
        this.texts = texts;
        this.searched = searched;
        table = new RowTable(texts, new RowTable.Listener() {
            @Override
            public void arranged() {
                refresh(false);
            }

            @Override
            public void opened() {
                openCell();
            }
        });
        table.setAccessibleText(spoken);
        table.setRecall(this::recall);
        search = new SearchRow(texts, new SearchRow.Listener() {
            @Override
            public void searched() {
                searchedAnew();
            }

            @Override
            public void reveal(TextSearch.Hit hit) {
                table.reveal(hit);
            }
        });
        taken = new RowsTaken(table, new ExportRow(texts, background), chooseFile, texts);
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(search, taken.exports(), table);
        search.setVisible(false);
        search.setManaged(false);
        searchShown.addListener((property, before, now) -> showSearch(now));
    }

    /**
     * Shows other columns, and no rows.
     *
     * @param keys how many columns, from the first, are the key of a row
     */
    public void columns(Schema schema, int keys, ZoneId zone) {
        shown = Shown.NOTHING;
        hasShown = false;
        withChanges = false;
        table.shape(new TableShape(schema, null, keys, false, false, zone), ColumnLayout.NONE);
        keyColumns = keys;
        offerSorting();
    }

    /** Shows other rows of the same columns; those that were selected stay so as far as they are the same. */
    public void show(Shown newShown, boolean mayFlash) {
        boolean isFirst = !hasShown;
        hasShown = true;
        shown = newShown;
        if (withChanges != (shown.changes() != null)) {
            withChanges = shown.changes() != null;
            table.lead(withChanges ? changes() : null);
            offerSorting();
        }
        refresh(mayFlash && !isFirst);
    }

    /** The same rows, else the one row of their key. */
    private Set<Row> recall(Set<Row> selected, List<Row> now) {
        Map<Row, Row> equal = new HashMap<>();
        Map<List<@Nullable Object>, List<Row>> ofKey = new HashMap<>();
        for (Row row : now) {
            equal.put(row, row);
            ofKey.computeIfAbsent(key(row), first -> new ArrayList<>()).add(row);
        }
        Set<Row> again = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Row row : selected) {
            Row same = equal.get(row);
            List<Row> others = ofKey.getOrDefault(key(row), List.of());
            if (same != null) {
                again.add(same);
            } else if (keyColumns > 0 && others.size() == 1) {
                again.add(others.get(0));
            }
        }
        return again;
    }

    private List<@Nullable Object> key(Row row) {
        return new ArrayList<>(row.values().subList(0, keyColumns));
    }

    private TableColumn<Row, Change> changes() {
        return RowColumns.change(texts, row -> {
            Map<Row, Change> all = shown.changes();
            return all == null ? null : all.get(row);
        });
    }

    private void offerSorting() {
        table.getColumns().forEach(column -> column.setSortable(column.getId() != null));
    }

    private void refresh(boolean mayFlash) {
        List<Row> rows = new ArrayList<>(shown.rows());
        List<RowOrder.By> order = table.order();
        if (!order.isEmpty()) {
            rows.sort(RowOrder.of(order));
        }
        List<TextSearch.Hit> hits = TextSearch.find(rows, table.shownColumns(), search.text(), table::text);
        search.show(hits);
        table.rows(
                new ShownRows(rows, rows.size(), 0, hits, new IdentityHashMap<>(shown.cells())),
                search.text(),
                mayFlash);
    }

    private void searchedAnew() {
        refresh(false);
        searched.run();
    }

    /** Whether there is a field for a text that is looked for; without it nothing is. */
    public BooleanProperty searchShownProperty() {
        return searchShown;
    }

    private void showSearch(boolean wanted) {
        search.setVisible(wanted);
        search.setManaged(wanted);
        if (wanted) {
            search.requestFocus();
        } else {
            table.reveal(null);
        }
        searchedAnew();
    }

    /** Goes on to the next place of the text, or back, and around at the ends. */
    public void nextHit(int by) {
        searchShown.set(true);
        search.step(by);
    }

    /** Which rows have the text that is looked for in a cell, as it stands there; null if nothing is. Safe on any thread. */
    public @Nullable Predicate<Row> finding() {
        String wanted = search.text();
        ZoneId zone = table.shape().zone();
        return wanted.isEmpty()
                ? null
                : row -> row.values().stream().anyMatch(value -> !TextSearch.within(CellText.of(value, zone), wanted)
                        .isEmpty());
    }

    /** Puts the selected rows, or all, on the clipboard, with tabs between their values. */
    public void copyRows() {
        taken.copyRows(RowFormat.TSV);
    }

    /** Puts the selected rows, or all, on the clipboard as JSON. */
    public void copyJson() {
        taken.copyRows(RowFormat.JSON);
    }

    /** Puts the value at which the arrow keys are on the clipboard. */
    public void copyCell() {
        taken.copyCell();
    }

    /** Shows all of the value at which the arrow keys are. */
    public void openCell() {
        taken.openCell();
    }

    /**
     * Asks for a file and writes all rows.
     *
     * @param title of the rows
     */
    public void export(String title) {
        taken.export(title);
    }

    @Override
    public void requestFocus() {
        table.requestFocus();
    }
}
