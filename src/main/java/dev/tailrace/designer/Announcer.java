package dev.tailrace.designer;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.speech.Spoken;
import dev.tailrace.runtime.Held;
import dev.tailrace.runtime.Run;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * Says to assistive technology what happens to an open pipeline by itself: its run begins or ends, problems come or go,
 * a row is held. It is not to be seen; its text is the last thing said. On the JavaFX thread.
 */
final class Announcer extends Region {
    private final Workbench workbench;
    private final Texts texts;
    private final Spoken spoken;
    private int errors;
    private int warnings;

    Announcer(Workbench workbench, ObservableValue<Run.@Nullable State> state) {
        this.workbench = workbench;
        this.texts = workbench.texts();
        this.spoken = new Spoken(texts);
        setId("announcer");
        setManaged(false);
        setMouseTransparent(true);
        setAccessibleRole(AccessibleRole.TEXT);
        state.addListener((property, before, now) -> {
            // A held row says more than that the run holds.
            if (now != null && now != Run.State.HELD) {
                setAccessibleText(
                        texts.get("designer.toolbar.state.run." + now.name().toLowerCase(Locale.ROOT)));
            }
        });
        workbench.holds().heldProperty().addListener((property, before, now) -> {
            if (now != null) {
                setAccessibleText(held(now));
            }
        });
        workbench.editor().addListener(change -> {
            if (change == PipelineEditor.Change.CHECK) {
                checked();
            }
        });
    }

    private void checked() {
        int nowErrors = 0;
        int nowWarnings = 0;
        for (Problem problem : workbench.editor().checked().problems()) {
            if (problem.isError()) {
                nowErrors++;
            } else {
                nowWarnings++;
            }
        }
        if (nowErrors != errors || nowWarnings != warnings) {
            errors = nowErrors;
            warnings = nowWarnings;
            setAccessibleText(spoken.problems(errors, warnings));
        }
    }

    private String held(Held held) {
        return spoken.held(
                name(held.wire().from().node()), name(held.wire().to().node()), held.waiting());
    }

    private String name(String node) {
        return workbench
                .editor()
                .pipeline()
                .node(node)
                .map(found -> found.name())
                .orElse(node);
    }
}
