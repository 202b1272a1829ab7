package dev.tailrace.designer.breakpoints;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.runtime.Breakpoints.Tally;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;

/** What a breakpoint has seen, in words under its condition. */
public final class TallyWords {
    private TallyWords() {}

    /** Says it in a label, which is not to be seen while there is nothing to say. */
    public static void tell(Label label, @Nullable Tally tally, Texts texts) {
        label.setVisible(tally != null);
        label.getStyleClass().remove("refused");
        if (tally == null) {
            return;
        }
        Problem refusal = tally.refusal();
        if (refusal != null) {
            String remedy = texts.remedy(refusal);
            label.setText(texts.message(refusal) + (remedy == null ? "" : " " + remedy));
            label.getStyleClass().add("refused");
            return;
        }
        // Hits are told at once, rows a batch at a time.
        String seen = texts.get("designer.breakpoint.seen", tally.hits(), Math.max(tally.rows(), tally.hits()));
        label.setText(
                tally.failed() == 0 ? seen : seen + ". " + texts.get("designer.breakpoint.failed", tally.failed()));
    }
}
