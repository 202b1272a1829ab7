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
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A file of the recent ones: its name and folder, how its last run ended, when it was used. The buttons that pin it and
 * take it out of the list come under the pointer or with the focus.
 */
final class RecentRow extends StackPane {
    /** What the buttons cover of the row's end. */
    private static final double TOOLS = 44;

    private final RecentFile file;
    private final Texts texts;
    private final Region dot = new Region();
    private final Label outcome = new Label();
    private final Label rate = new Label();
    private final Button open;
    private final String when;

    RecentRow(RecentFile file, Texts texts, Clock clock, StartScreen.Does does) {
        this.file = file;
        this.texts = texts;
        when = when(file, texts, clock);
        getStyleClass().add("recent-row");
        Label name = new Label(file.name());
        name.getStyleClass().add("strong");
        Label path = new Label(shortened(file.path()));
        path.getStyleClass().add("second");
        VBox names = new VBox(name, path);
        names.setMinWidth(0);
        names.getStyleClass().add("begin-words");
        HBox.setHgrow(names, Priority.ALWAYS);
        outcome.getStyleClass().add("second");
        rate.getStyleClass().add("second");
        HBox run = new HBox(8, dot, outcome, rate);
        run.setAlignment(Pos.CENTER_LEFT);
        run.setMinWidth(236);
        run.setPrefWidth(236);
        Label time = new Label(when);
        time.getStyleClass().add("second");
        time.setMinWidth(104);
        time.setAlignment(Pos.CENTER_RIGHT);
        Region room = new Region();
        room.setMinWidth(TOOLS);
        HBox row = new HBox(16, new FontIcon("mdi2s-source-branch"), names, run, time, room);
        row.setAlignment(Pos.CENTER_LEFT);
        open = new Button(null, row);
        open.getStyleClass().add("recent-open");
        open.setId("recent-" + PipelineFiles.shortName(file.path()));
        open.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        open.setMaxWidth(Double.MAX_VALUE);
        open.setOnAction(event -> does.open(file.path()));
        row.prefWidthProperty().bind(open.widthProperty().subtract(34));
        Button pin = tool(
                file.pinned() ? "unpin" : "pin",
                file.pinned() ? "mdi2p-pin" : "mdi2p-pin-outline",
                () -> does.pin(file.path(), !file.pinned()));
        if (file.pinned()) {
            pin.getStyleClass().add("pinned");
        }
        Button forget = tool("forget", "mdi2c-close", () -> does.forget(file.path()));
        HBox tools = new HBox(2, pin, forget);
        tools.setAlignment(Pos.CENTER_RIGHT);
        tools.setMaxWidth(Region.USE_PREF_SIZE);
        StackPane.setAlignment(tools, Pos.CENTER_RIGHT);
        getChildren().addAll(open, tools);
        tell(true);
    }

    private Button tool(String what, String icon, Runnable action) {
        String words = texts.get("designer.start." + what, file.name());
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll("quiet-button", "recent-tool");
        button.setId(what + "-" + PipelineFiles.shortName(file.path()));
        button.setAccessibleText(words);
        button.setTooltip(new Tooltip(words));
        button.setOnAction(event -> action.run());
        return button;
    }

    RecentFile file() {
        return file;
    }

    /** @param isThere whether the file can still be opened */
    void tell(boolean isThere) {
        String key = isThere ? file.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-') : "missing";
        dot.getStyleClass().setAll("dot", key);
        outcome.setText(texts.get("designer.start.outcome." + key));
        boolean hasRate = isThere && file.rowsPerSecond() >= 1;
        rate.setText(hasRate ? Figures.rate(file.rowsPerSecond(), texts.locale()) : "");
        getStyleClass().remove("missing");
        if (!isThere) {
            getStyleClass().add("missing");
        }
        open.setAccessibleText(file.name() + ", " + outcome.getText() + ", " + when);
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
