package dev.tailrace.designer.rows;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.rows.RowsWanted.ShownRows;

/**
 * How many rows are shown, of how many.
 *
 * @param sampled whether they are the latest of those that pass, rather than what a sink keeps
 * @param folded whether changes are shown as a table
 * @param changes how many changes, where they are
 */
record RowsCount(boolean sampled, boolean filtered, boolean folded, ShownRows shown, int changes) {
    String said(Texts texts) {
        String said;
        if (filtered) {
            said = texts.get("designer.data.matching", shown.rows().size(), shown.total());
        } else if (folded) {
            said = texts.get("designer.rows.folded", shown.total(), changes);
        } else {
            said = texts.get(sampled ? "designer.data.latest" : "designer.data.rows", shown.total());
        }
        return shown.failed() == 0
                ? said
                : texts.get("designer.rows.and", said, texts.get("designer.rows.not-computed", shown.failed()));
    }

    /** @param passed since the rows are held */
    String held(long passed, Texts texts) {
        String held = texts.get("designer.rows.held", passed);
        return filtered ? texts.get("designer.rows.and", held, said(texts)) : held;
    }
}
