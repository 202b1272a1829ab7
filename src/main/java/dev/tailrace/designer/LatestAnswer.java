package dev.tailrace.designer;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;

/**
 * Asks questions on another thread and tells the answer to the last of them: those of questions that others have followed
 * are no longer wanted. To be used on the JavaFX thread.
 */
public final class LatestAnswer<T> {
    private final Executor background;
    private final Consumer<T> told;
    private long asked;

    /** @param told hears of answers on the JavaFX thread */
    public LatestAnswer(Executor background, Consumer<T> told) {
        this.background = background;
        this.told = told;
    }

    /** @param question answered on the other thread */
    public void ask(Supplier<T> question) {
        long mine = ++asked;
        background.execute(() -> {
            T answer = question.get();
            Platform.runLater(() -> {
                if (mine == asked) {
                    told.accept(answer);
                }
            });
        });
    }

    /** Nothing is wanted any more of what was asked. */
    public void forget() {
        asked++;
    }
}
