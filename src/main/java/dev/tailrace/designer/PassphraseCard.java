package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.SecretWork.Result;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Asks for the passphrase of the secrets, once in the life of the program, before what needs it. */
final class PassphraseCard extends VBox {
    private final Overlay overlay;
    private final SecretWork work;
    private final Texts texts;
    private final PasswordField passphrase = new PasswordField();
    private final Label message = new Label();
    private final Button open;
    private final Runnable then;

    /** @param then what needs the secrets */
    PassphraseCard(Overlay overlay, SecretWork work, Texts texts, Runnable then) {
        this.overlay = overlay;
        this.work = work;
        this.texts = texts;
        this.then = then;
        getStyleClass().addAll("float-card", "question");
        setId("passphrase-card");
        setAccessibleRole(AccessibleRole.DIALOG);
        Label title = new Label(texts.get("designer.secrets.locked"));
        title.getStyleClass().add("pane-title");
        title.setWrapText(true);
        setAccessibleText(title.getText());
        Label label = new Label(texts.get("designer.secrets.passphrase"));
        label.getStyleClass().add("second");
        label.setLabelFor(passphrase);
        passphrase.setId("passphrase");
        passphrase.setAccessibleText(label.getText());
        message.getStyleClass().add("secrets-message");
        message.setVisible(false);
        message.managedProperty().bind(message.visibleProperty());
        open = new Button(texts.get("designer.secrets.open"));
        open.setId("passphrase-open");
        open.getStyleClass().add("primary");
        open.setDefaultButton(true);
        open.disableProperty().bind(passphrase.textProperty().isEmpty());
        open.setOnAction(pressed -> work.open(passphrase.getText().toCharArray(), this::after));
        Button cancel = new Button(texts.get("designer.file.cancel"));
        cancel.setOnAction(pressed -> overlay.hide());
        HBox buttons = new HBox(8, open, cancel);
        getChildren().addAll(title, new VBox(4, label, passphrase), message, buttons);
        setMaxSize(480, Region.USE_PREF_SIZE);
    }

    void show() {
        overlay.show(this, Pos.CENTER, () -> {});
        passphrase.requestFocus();
    }

    private void after(Result result) {
        if (result == Result.DONE) {
            overlay.hide();
            then.run();
            return;
        }
        message.setText(texts.get(
                result == Result.WRONG_PASSPHRASE ? "designer.secrets.wrong" : "designer.secrets.unreadable"));
        message.setVisible(true);
        passphrase.clear();
        passphrase.requestFocus();
    }
}
