package dev.tailrace.designer.canvas;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.commands.FixOffer;
import dev.tailrace.designer.watch.Fixes;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** What is wrong with a node, beside it: what happened, what to do, and buttons that do it. */
final class ProblemCard extends VBox {
    static final double WIDTH = 352;

    private final Workbench workbench;
    private final Texts texts;
    private final Runnable close;

    ProblemCard(Workbench workbench, Runnable close) {
        this.workbench = workbench;
        this.texts = workbench.texts();
        this.close = close;
        getStyleClass().add("canvas-card");
        setPrefWidth(WIDTH);
        setMaxWidth(WIDTH);
        setSpacing(16);
    }

    void show(List<Problem> problems) {
        getStyleClass().remove("warning");
        if (problems.stream().noneMatch(Problem::isError)) {
            getStyleClass().add("warning");
        }
        getChildren().setAll(problems.stream().map(this::entry).toList());
    }

    private VBox entry(Problem problem) {
        Label title = new Label(texts.message(problem));
        title.setWrapText(true);
        title.getStyleClass().add("canvas-card-title");
        title.setGraphic(new FontIcon(problem.isError() ? "mdi2a-alert-circle" : "mdi2a-alert-outline"));
        title.setGraphicTextGap(8);
        VBox entry = new VBox(8, title);
        String remedy = texts.remedy(problem);
        if (remedy != null) {
            Label text = new Label(remedy);
            text.setWrapText(true);
            text.getStyleClass().add("canvas-card-text");
            entry.getChildren().add(text);
        }
        List<FixOffer> offers = Fixes.offers(workbench, problem);
        if (offers.isEmpty()) {
            return entry;
        }
        FlowPane buttons = new FlowPane(8, 8);
        buttons.setAlignment(Pos.CENTER_LEFT);
        Label change = new Label(offers.get(0).change());
        change.setWrapText(true);
        change.getStyleClass().add("canvas-card-change");
        for (FixOffer offer : offers) {
            Button button = new Button(offer.words());
            button.setMnemonicParsing(false);
            button.setAccessibleHelp(offer.change());
            button.setOnAction(event -> apply(offer));
            button.hoverProperty().addListener(now -> change.setText(offer.change()));
            button.focusedProperty().addListener(now -> change.setText(offer.change()));
            buttons.getChildren().add(button);
        }
        entry.getChildren().addAll(buttons, change);
        return entry;
    }

    private void apply(FixOffer offer) {
        close.run();
        Fixes.now(workbench, offer);
    }
}
