package dev.tailrace.designer.start;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.designer.files.RecentFiles.RecentFile;
import dev.tailrace.designer.watch.Figures;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** A file of the recent ones: its name and folder, how its last run ended, when it was used. */
final class RecentRow extends Button {
    RecentRow(RecentFile file, Texts texts, Clock clock, Consumer<Path> open) {
        getStyleClass().add("recent-row");
        setId("recent-" + PipelineFiles.shortName(file.path()));
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setMaxWidth(Double.MAX_VALUE);
        setOnAction(event -> open.accept(file.path()));
        Label name = new Label(file.name());
        name.getStyleClass().add("strong");
        Label path = new Label(shortened(file.path()));
        path.getStyleClass().add("second");
        VBox names = new VBox(name, path);
        names.setMinWidth(0);
        names.getStyleClass().add("begin-words");
        HBox.setHgrow(names, Priority.ALWAYS);
        Region dot = new Region();
        dot.getStyleClass()
                .addAll("dot", file.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        String outcomeWords = texts.get("designer.start.outcome."
                + file.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        Label outcome = new Label(outcomeWords);
        outcome.getStyleClass().add("second");
        HBox run = new HBox(8, dot, outcome);
        run.setAlignment(Pos.CENTER_LEFT);
        run.setMinWidth(260);
        run.setPrefWidth(260);
        if (file.rowsPerSecond() >= 1) {
            Label rate = new Label(Figures.rate(file.rowsPerSecond(), texts.locale()));
            rate.getStyleClass().add("second");
            run.getChildren().add(rate);
        }
        Label when = new Label(when(file, texts, clock));
        when.getStyleClass().add("second");
        when.setMinWidth(110);
        when.setAlignment(Pos.CENTER_RIGHT);
        HBox row = new HBox(16, new FontIcon("mdi2s-source-branch"), names, run, when);
        row.setAlignment(Pos.CENTER_LEFT);
        row.prefWidthProperty().bind(widthProperty().subtract(34));
        setGraphic(row);
        setAccessibleText(file.name() + ", " + outcomeWords + ", " + when.getText());
    }

    private static String shortened(Path path) {
        Path home = Path.of(System.getProperty("user.home"));
        return path.startsWith(home) ? "~/" + home.relativize(path) : path.toString();
    }

    private static String when(RecentFile file, Texts texts, Clock clock) {
        ZonedDateTime used = file.used().atZone(clock.getZone());
        LocalDate today = LocalDate.now(clock);
        Locale locale = texts.locale();
        if (used.toLocalDate().equals(today)) {
            return texts.get("designer.start.today", used.format(DateTimeFormatter.ofPattern("HH:mm", locale)));
        }
        if (used.toLocalDate().equals(today.minusDays(1))) {
            return texts.get("designer.start.yesterday");
        }
        return used.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale));
    }
}
