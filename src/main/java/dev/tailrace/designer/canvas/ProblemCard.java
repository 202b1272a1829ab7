package dev.tailrace.designer.canvas;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.commands.ApplyFix;
import dev.tailrace.designer.commands.Command;
import dev.tailrace.designer.commands.Ports;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** What is wrong with a node, beside it: what happened, what to do, and buttons that do it. */
final class ProblemCard extends VBox {
    static final double WIDTH = 352;

    private final PipelineEditor editor;
    private final Texts texts;
    private final Consumer<String> askSecret;
    private final Runnable close;

    /** @param askSecret asks for the value of a secret by its name */
    ProblemCard(PipelineEditor editor, Texts texts, Consumer<String> askSecret, Runnable close) {
        this.askSecret = askSecret;
        this.editor = editor;
        this.texts = texts;
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
        HBox buttons = new HBox(8);
        buttons.setAlignment(Pos.CENTER_LEFT);
        for (Problem.Fix fix : problem.fixes()) {
            Button button = new Button(texts.get(fix.code(), fix.arguments().toArray()));
            button.setMnemonicParsing(false);
            button.setOnAction(event -> apply(problem, fix));
            buttons.getChildren().add(button);
        }
        if (!problem.fixes().isEmpty()) {
            entry.getChildren().add(buttons);
        }
        return entry;
    }

    private void apply(Problem problem, Problem.Fix fix) {
        if (fix instanceof Problem.Fix.SetSecret secret) {
            close.run();
            askSecret.accept(secret.name());
            return;
        }
        Optional<Command> command = new ApplyFix(
                        editor.catalogue(), texts, new Ports(editor.catalogue(), editor.checked()))
                .of(editor.pipeline(), problem, fix);
        close.run();
        command.ifPresent(editor::apply);
    }
}
