package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.SecretWork.Result;
import dev.tailrace.designer.SecretWork.State;
import dev.tailrace.operator.SecretReferences;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The secrets of this machine: their names, which of them the pipeline misses, and a place to set one. A value that was set
 * is never shown again.
 */
final class SecretsCard extends VBox {
    private static final double MOST_LIST_HEIGHT = 240;

    private final Overlay overlay;
    private final SecretWork work;
    private final Texts texts;
    private final Set<String> needed;
    private final Runnable changed;
    private final VBox rows = new VBox(2);
    private final ScrollPane list = new ScrollPane(rows);
    private final TextField name = new TextField();
    private final PasswordField value = new PasswordField();
    private final PasswordField passphrase = new PasswordField();
    private final PasswordField again = new PasswordField();
    private final VBox passphraseBox;
    private final VBox againBox;
    private final Label message = new Label();
    private final Label place = new Label();
    private final Button set;
    private @Nullable State state;

    /**
     * @param needed names that the pipeline has
     * @param changed hears that a secret was set or removed
     */
    SecretsCard(Overlay overlay, SecretWork work, Texts texts, Set<String> needed, Runnable changed) {
        this.overlay = overlay;
        this.work = work;
        this.texts = texts;
        this.needed = needed;
        this.changed = changed;
        getStyleClass().addAll("float-card", "question", "secrets-card");
        setId("secrets");
        setAccessibleRole(AccessibleRole.DIALOG);
        setAccessibleText(texts.get("designer.secrets.title"));
        Label title = new Label(texts.get("designer.secrets.title"));
        title.getStyleClass().add("pane-title");
        Label about = new Label(texts.get("designer.secrets.about"));
        about.getStyleClass().add("second");
        about.setWrapText(true);
        list.setFitToWidth(true);
        list.setMaxHeight(MOST_LIST_HEIGHT);
        list.getStyleClass().add("plain-scroll");
        passphraseBox = labelled("designer.secrets.passphrase", passphrase, "secret-passphrase");
        againBox = labelled("designer.secrets.again", again, "secret-again");
        hide(passphraseBox, true);
        hide(againBox, true);
        place.setId("secrets-place");
        place.getStyleClass().add("second");
        place.setWrapText(true);
        message.setWrapText(true);
        message.getStyleClass().add("secrets-message");
        hide(message, true);
        set = new Button(texts.get("designer.secrets.set"));
        set.setId("secret-set");
        set.getStyleClass().add("primary");
        set.setDefaultButton(true);
        set.setOnAction(pressed -> set());
        set.disableProperty()
                .bind(name.textProperty().isEmpty().or(value.textProperty().isEmpty()));
        Button close = new Button(texts.get("designer.secrets.close"));
        close.setId("secrets-close");
        close.setOnAction(pressed -> overlay.hide());
        HBox buttons = new HBox(8, set, close);
        buttons.setAlignment(Pos.CENTER_LEFT);
        HBox pair = new HBox(
                8,
                labelled("designer.secrets.name", name, "secret-name"),
                labelled("designer.secrets.value", value, "secret-value"));
        pair.getChildren().forEach(box -> HBox.setHgrow(box, Priority.ALWAYS));
        name.setPrefColumnCount(1);
        value.setPrefColumnCount(1);
        getChildren().addAll(title, about, place, list, pair, passphraseBox, againBox, message, buttons);
        setMaxSize(520, Region.USE_PREF_SIZE);
    }

    /** @param wanted the secret to be set, or null to choose */
    void show(@Nullable String wanted) {
        overlay.show(this, Pos.CENTER, () -> {});
        if (wanted != null) {
            name.setText(wanted);
        }
        (wanted == null ? name : value).requestFocus();
        look();
    }

    private void look() {
        work.look(needed, this::show);
    }

    private void show(State now) {
        state = now;
        Set<String> names = new TreeSet<>(now.kept());
        names.addAll(now.missing());
        rows.getChildren().setAll(names.stream().map(each -> row(each, now)).toList());
        if (names.isEmpty()) {
            Label none = new Label(texts.get("designer.secrets.none"));
            none.getStyleClass().add("second");
            rows.getChildren().setAll(none);
        }
        place.setText(texts.get(now.keyring() ? "designer.secrets.in-keyring" : "designer.secrets.in-file"));
        hide(passphraseBox, now.open());
        hide(againBox, now.open() || now.exists());
        ((Label) passphraseBox.getChildren().get(0))
                .setText(texts.get(now.exists() ? "designer.secrets.passphrase" : "designer.secrets.passphrase-new"));
    }

    private HBox row(String secret, State now) {
        boolean missing = now.missing().contains(secret);
        FontIcon icon = new FontIcon(missing ? "mdi2a-alert-circle-outline" : "mdi2k-key-variant");
        Label called = new Label(secret);
        called.getStyleClass().add("code");
        Label how = new Label(texts.get(
                missing
                        ? "designer.secrets.missing"
                        : needed.contains(secret) ? "designer.secrets.used" : "designer.secrets.kept"));
        how.getStyleClass().add("second");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox row = new HBox(8, icon, called, how, gap);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().addAll("secret-row", missing ? "missing" : "kept");
        Button change = button("mdi2p-pencil-outline", texts.get("designer.secrets.set-one", secret));
        change.setOnAction(pressed -> {
            name.setText(secret);
            value.requestFocus();
        });
        row.getChildren().add(change);
        if (!missing) {
            Button remove = button("mdi2t-trash-can-outline", texts.get("designer.secrets.remove", secret));
            remove.setId("secret-remove-" + secret);
            remove.setOnAction(pressed -> work.remove(secret, this::after));
            row.getChildren().add(remove);
        }
        return row;
    }

    private static Button button(String icon, String words) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().add("quiet-button");
        button.setAccessibleText(words);
        button.setTooltip(new Tooltip(words));
        return button;
    }

    private void set() {
        State now = state;
        String secret = name.getText().strip();
        if (!SecretReferences.isName(secret)) {
            say(texts.get("operator.secret-name", secret) + " " + texts.get("operator.secret-name.remedy"));
            return;
        }
        if (now == null) {
            return;
        }
        boolean asks = !now.open();
        if (asks && passphrase.getText().isEmpty()) {
            say(texts.get("designer.secrets.needs-passphrase"));
            passphrase.requestFocus();
            return;
        }
        if (asks && !now.exists() && !passphrase.getText().equals(again.getText())) {
            say(texts.get("designer.secrets.differs"));
            again.requestFocus();
            return;
        }
        work.set(secret, value.getText(), asks ? passphrase.getText().toCharArray() : null, this::after);
    }

    private void after(Result result) {
        if (result == Result.DONE) {
            hide(message, true);
            for (TextField field : Arrays.asList(name, value, passphrase, again)) {
                field.clear();
            }
            changed.run();
        } else {
            say(texts.get(
                    result == Result.WRONG_PASSPHRASE
                            ? "designer.secrets.wrong"
                            : isInKeyring() ? "designer.secrets.keyring-silent" : "designer.secrets.unreadable"));
        }
        look();
    }

    private boolean isInKeyring() {
        State now = state;
        return now != null && now.keyring();
    }

    private void say(String words) {
        message.setText(words);
        hide(message, false);
    }

    private VBox labelled(String key, TextField field, String id) {
        Label label = new Label(texts.get(key));
        label.getStyleClass().add("second");
        label.setLabelFor(field);
        field.setId(id);
        field.setAccessibleText(label.getText());
        return new VBox(4, label, field);
    }

    private static void hide(javafx.scene.Node part, boolean hidden) {
        part.setVisible(!hidden);
        part.setManaged(!hidden);
    }
}
