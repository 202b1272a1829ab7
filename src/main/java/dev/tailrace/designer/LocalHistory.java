package dev.tailrace.designer;

import dev.tailrace.designer.commands.ReplacePipeline;
import dev.tailrace.designer.history.HistoryCard;
import dev.tailrace.designer.theme.Themes;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Pos;

/** Shows the saved states of a tab's file, and brings one back as an edit. Used on the JavaFX thread. */
final class LocalHistory {
    private final Shell shell;
    private final Filing filing;
    private final Surroundings given;
    private final Themes themes;

    LocalHistory(Shell shell, Filing filing, Surroundings given, Themes themes) {
        this.shell = shell;
        this.filing = filing;
        this.given = given;
        this.themes = themes;
    }

    /** Nothing happens if the pipeline has no file yet. */
    void show(PipelineTab tab) {
        Path file = tab.open().pathProperty().get();
        if (file == null) {
            return;
        }
        PipelineEditor editor = tab.open().editor();
        HistoryCard card = new HistoryCard(
                new HistoryCard.Given(
                        given.texts(),
                        given.catalogue(),
                        given.background(),
                        given.clock().getZone(),
                        given.clock().instant(),
                        themes.modeProperty().get()),
                filing.history(),
                file,
                editor.pipeline(),
                (state, time) -> editor.apply(new ReplacePipeline(state, "designer.command.restore", List.of(time))),
                shell.overlay()::hide);
        shell.overlay().show(card, Pos.CENTER, () -> {});
        card.open();
    }
}
