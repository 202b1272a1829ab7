package dev.tailrace.designer;

import dev.tailrace.designer.NoticeBar.Kind;
import dev.tailrace.designer.QuestionCard.Answer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What those who open, save and ask see of the window. Used on the JavaFX thread. */
interface Shell {
    PipelineTabs tabs();

    Overlay overlay();

    /** The line for news of whatever is shown. */
    NoticeBar notice();

    default void tell(Kind kind, String what, @Nullable String remedy) {
        notice().tell(kind, what, remedy);
    }

    /** Asks in the middle of the window; Escape is no answer and changes nothing. */
    default void ask(String title, List<String> details, Answer... answers) {
        new QuestionCard(overlay(), title, details, List.of(answers)).show(overlay(), () -> {});
    }
}
