package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.commands.TakeVersion;
import dev.tailrace.designer.files.FileDialogs;
import dev.tailrace.designer.theme.Themes;
import dev.tailrace.designer.versions.CompareCard;
import dev.tailrace.designer.versions.KnownVersion;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.versions.Change;
import dev.tailrace.model.versions.PipelineDiff;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.Pos;

/** Shows a tab's drawing beside other versions of it. Used on the JavaFX thread. */
final class Comparing {
    private final Shell shell;
    private final Filing filing;
    private final Surroundings given;
    private final Themes themes;
    private final FileDialogs dialogs;

    Comparing(Shell shell, Filing filing, Surroundings given, Themes themes, FileDialogs dialogs) {
        this.shell = shell;
        this.filing = filing;
        this.given = given;
        this.themes = themes;
        this.dialogs = dialogs;
    }

    void show(PipelineTab tab) {
        PipelineEditor editor = tab.open().editor();
        Texts texts = given.texts();
        CompareCard card = new CompareCard(
                new CompareCard.Given(
                        texts,
                        given.catalogue(),
                        given.background(),
                        editor.baseDirectory(),
                        themes.modeProperty().get()),
                tab.open().name(),
                new OfTab(tab));
        shell.overlay().show(card, Pos.CENTER, () -> {});
        card.open();
        Path file = tab.open().pathProperty().get();
        Pipeline saved = editor.saved();
        given.background().execute(() -> {
            try {
                List<KnownVersion> known = KnownVersion.of(
                        file, saved, filing.history(), texts, given.clock().getZone());
                Platform.runLater(() -> card.offer(known));
            } catch (IOException unreadable) {
                Platform.runLater(() ->
                        card.failed(texts.get("designer.history.unreadable", Remembering.reason(unreadable, texts))));
            } catch (InterruptedException closing) {
                // The window closes, and with it the card.
                Thread.currentThread().interrupt();
            }
        });
    }

    /** What the card asks of its tab. */
    private final class OfTab implements CompareCard.Does {
        private final PipelineTab tab;

        OfTab(PipelineTab tab) {
            this.tab = tab;
        }

        @Override
        public Pipeline present() {
            return tab.open().editor().pipeline();
        }

        @Override
        public void take(PipelineDiff diff, Change change, String subject) {
            tab.open().editor().apply(new TakeVersion(diff, change, subject));
        }

        @Override
        public void goTo(String node) {
            close();
            tab.view().goTo(node);
        }

        @Override
        public Optional<Path> chooseFile() {
            return dialogs.open();
        }

        @Override
        public void close() {
            shell.overlay().hide();
        }
    }
}
