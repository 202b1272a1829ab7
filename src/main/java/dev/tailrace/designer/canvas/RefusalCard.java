package dev.tailrace.designer.canvas;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.commands.ApplyFix;
import dev.tailrace.designer.commands.Command;
import dev.tailrace.designer.commands.Ports;
import dev.tailrace.designer.gestures.RefusedWire;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Why a wire does not fit where it was let go, and buttons that make it fit. Escape leaves it undrawn. */
final class RefusalCard extends VBox {
    private final PipelineEditor editor;
    private final Texts texts;
    private final Runnable close;
    private final Label title = new Label();
    private final FlowPane buttons = new FlowPane(8, 8);

    RefusalCard(PipelineEditor editor, Texts texts, Runnable close) {
        this.editor = editor;
        this.texts = texts;
        this.close = close;
        setId("canvas-refusal");
        getStyleClass().add("canvas-card");
        setPrefWidth(ProblemCard.WIDTH);
        setMaxWidth(ProblemCard.WIDTH);
        setSpacing(12);
        title.setWrapText(true);
        title.getStyleClass().add("canvas-card-title");
        title.setGraphic(new FontIcon("mdi2a-alert-circle"));
        title.setGraphicTextGap(8);
        buttons.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(title, buttons);
        setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                close.run();
                key.consume();
            }
        });
    }

    void begin(RefusedWire wire) {
        title.setText(texts.message(wire.reason()));
        setAccessibleText(title.getText());
        List<Node> offers = new ArrayList<>();
        for (Problem.Fix fix : wire.reason().fixes()) {
            edit(wire, fix)
                    .ifPresent(edit -> offers.add(
                            button(texts.get(fix.code(), fix.arguments().toArray()), edit)));
        }
        if (wire.drawable()) {
            offers.add(button(texts.get("designer.canvas.wire-anyway"), wire.edit()));
        }
        Button leave = new Button(texts.get("designer.canvas.leave-wire"));
        leave.setOnAction(pressed -> close.run());
        offers.add(leave);
        buttons.getChildren().setAll(offers);
    }

    void takeFocus() {
        buttons.getChildren().get(0).requestFocus();
    }

    /** @return whether there was something that helps */
    boolean applyFirst(RefusedWire wire) {
        Optional<Command> first = wire.reason().fixes().stream()
                .flatMap(fix -> edit(wire, fix).stream())
                .findFirst();
        first.ifPresent(editor::apply);
        return first.isPresent();
    }

    private Optional<Command> edit(RefusedWire wire, Problem.Fix fix) {
        return new ApplyFix(editor.catalogue(), texts, new Ports(editor.catalogue(), editor.checked()))
                .wiring(editor.pipeline(), wire.edit(), wire.reason(), fix);
    }

    private Button button(String words, Command edit) {
        Button button = new Button(words);
        button.setMnemonicParsing(false);
        button.setOnAction(pressed -> {
            close.run();
            editor.apply(edit);
        });
        return button;
    }
}
