package dev.tailrace.designer.rows;

import dev.tailrace.data.Row;
import dev.tailrace.designer.Workbench;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Looking where a row of a view comes from: its wire stays while the answer stands beside the rows. */
final class OriginLook {
    private final RowsView view;
    private final OriginSide side;
    private @Nullable Instant runSince;
    private boolean hasPinned;

    OriginLook(RowsView view, RowsView.Around around) {
        this.view = view;
        Workbench workbench = view.workbench();
        side = new OriginSide(workbench, around.chooseFile(), around.light(), this::closed);
        side.managedProperty().bind(side.visibleProperty());
        side.setVisible(false);
        workbench.runProperty().addListener((property, before, now) -> runSince = Instant.now());
    }

    /** Where the answer is shown. */
    OriginSide side() {
        return side;
    }

    void find(OpenRows rows, Row row, RowOrigin of) {
        if (!view.pinnedProperty().get()) {
            view.pinnedProperty().set(true);
            hasPinned = true;
        }
        side.setVisible(true);
        side.search(rows.run().pipeline(), OriginQuestion.of(of, row, runSince));
    }

    private void closed() {
        side.setVisible(false);
        if (hasPinned) {
            hasPinned = false;
            RowOrigin shown = view.origin();
            view.pinnedProperty().set(false);
            if (shown != null) {
                view.choose(shown);
            }
        }
        view.table().requestFocus();
    }
}
