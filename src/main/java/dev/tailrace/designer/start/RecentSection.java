package dev.tailrace.designer.start;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.files.RecentFiles;
import dev.tailrace.designer.files.RecentFiles.RecentFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The files used last: some of them, or all. Whether they are still there is looked up in the background. */
final class RecentSection extends VBox {
    private static final int SHOWN = 6;

    private final Texts texts;
    private final RecentFiles recent;
    private final Clock clock;
    private final Executor background;
    private final StartScreen.Does does;
    private final VBox rows = new VBox();
    private final Hyperlink all;
    private boolean showsAll;

    RecentSection(Texts texts, RecentFiles recent, Clock clock, Executor background, StartScreen.Does does) {
        super(16);
        this.texts = texts;
        this.recent = recent;
        this.clock = clock;
        this.background = background;
        this.does = does;
        rows.getStyleClass().addAll("card", "recent-list");
        Label heading = new Label(texts.get("designer.start.recent"));
        heading.getStyleClass().add("pane-title");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        all = new Hyperlink(texts.get("designer.start.show-all"));
        all.setId("recent-all");
        all.setOnAction(event -> {
            showsAll = true;
            show();
        });
        all.managedProperty().bind(all.visibleProperty());
        HBox head = new HBox(heading, gap, all);
        head.setAlignment(Pos.BASELINE_LEFT);
        getChildren().addAll(head, rows);
        show();
    }

    private void show() {
        List<RecentFile> files = recent.all();
        all.setVisible(!showsAll && files.size() > SHOWN);
        setVisible(!files.isEmpty());
        List<RecentRow> shown = files.stream()
                .limit(showsAll ? files.size() : SHOWN)
                .map(file -> new RecentRow(file, texts, clock, new Changing()))
                .toList();
        rows.getChildren().setAll(shown);
        if (!shown.isEmpty()) {
            shown.get(0).getStyleClass().add("first");
            shown.get(shown.size() - 1).getStyleClass().add("last");
        }
        Set<Path> paths = shown.stream().map(row -> row.file().path()).collect(Collectors.toSet());
        background.execute(() -> {
            Set<Path> gone =
                    paths.stream().filter(path -> !Files.isRegularFile(path)).collect(Collectors.toSet());
            Platform.runLater(() ->
                    shown.forEach(row -> row.tell(!gone.contains(row.file().path()))));
        });
    }

    /** What changes the list shows it anew. */
    private final class Changing implements StartScreen.Does {
        @Override
        public void open(Path path) {
            does.open(path);
        }

        @Override
        public void pin(Path path, boolean pinned) {
            does.pin(path, pinned);
            show();
        }

        @Override
        public void forget(Path path) {
            does.forget(path);
            show();
        }
    }
}
