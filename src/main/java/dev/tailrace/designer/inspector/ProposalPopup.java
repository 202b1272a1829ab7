package dev.tailrace.designer.inspector;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.theme.PaneSheet;
import dev.tailrace.language.Completion;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** Proposals under the caret, and a line about the selected one. The field keeps the focus and passes on the keys. */
final class ProposalPopup {
    private static final double ROW = 26;
    private static final int MOST_ROWS = 8;
    private static final double WIDTH = 340;

    private final Popup popup = new Popup();
    private final ListView<ExpressionHelp.Proposal> list = new ListView<>();
    private final Label doc = new Label();
    private final VBox box = new VBox(list, doc);
    private final Consumer<ExpressionHelp.Proposal> accept;

    ProposalPopup(Texts texts, Consumer<ExpressionHelp.Proposal> accept) {
        this.accept = accept;
        popup.setAutoHide(true);
        popup.setHideOnEscape(false);
        list.setFocusTraversable(false);
        list.setFixedCellSize(ROW);
        list.setCellFactory(view -> new Cell());
        list.setOnMouseClicked(click -> {
            if (click.getButton() == MouseButton.PRIMARY) {
                acceptSelected();
            }
        });
        doc.getStyleClass().add("proposal-doc");
        doc.setWrapText(true);
        doc.setMaxWidth(Double.MAX_VALUE);
        doc.setMinHeight(Region.USE_PREF_SIZE);
        doc.managedProperty().bind(doc.visibleProperty());
        doc.visibleProperty().bind(doc.textProperty().isNotEmpty());
        list.getSelectionModel()
                .selectedItemProperty()
                .addListener((property, before, now) ->
                        doc.setText(now == null || now.docKey() == null ? "" : texts.get(now.docKey())));
        box.getStyleClass().add("proposals");
        box.setPrefWidth(WIDTH);
        popup.getContent().add(box);
    }

    boolean isShowing() {
        return popup.isShowing();
    }

    List<ExpressionHelp.Proposal> proposals() {
        return list.getItems();
    }

    /** @param caret in screen coordinates */
    void show(Node owner, List<ExpressionHelp.Proposal> proposals, Bounds caret) {
        list.getItems().setAll(proposals);
        list.setPrefHeight(ROW * Math.min(MOST_ROWS, proposals.size()) + 2);
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
        if (!popup.isShowing()) {
            box.getStylesheets().setAll(owner.getScene().getStylesheets());
            PaneSheet.dress(box);
            popup.show(owner, caret.getMinX(), caret.getMaxY() + 4);
        }
    }

    void hide() {
        popup.hide();
    }

    /** Whether the key was for the list. */
    boolean handle(KeyCode key) {
        switch (key) {
            case UP -> move(-1);
            case DOWN -> move(1);
            case ENTER, TAB -> acceptSelected();
            case ESCAPE -> hide();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void move(int by) {
        int size = list.getItems().size();
        int index = Math.floorMod(list.getSelectionModel().getSelectedIndex() + by, size);
        list.getSelectionModel().select(index);
        list.scrollTo(Math.max(0, index - MOST_ROWS + 2));
    }

    private void acceptSelected() {
        ExpressionHelp.Proposal proposal = list.getSelectionModel().getSelectedItem();
        if (proposal != null) {
            accept.accept(proposal);
        }
    }

    /** What is inserted at the left, behind the sign of its kind; its type at the right. */
    private static final class Cell extends ListCell<ExpressionHelp.@Nullable Proposal> {
        private static final double SIGN = 14;

        private final FontIcon sign = new FontIcon();
        private final Label label = new Label();
        private final Label detail = new Label();
        private final HBox box;

        Cell() {
            Region spring = new Region();
            HBox.setHgrow(spring, Priority.ALWAYS);
            StackPane place = new StackPane(sign);
            place.setMinWidth(SIGN);
            label.getStyleClass().add("inspector-code");
            label.setMinWidth(0);
            detail.getStyleClass().add("inspector-type");
            detail.setMinWidth(Region.USE_PREF_SIZE);
            box = new HBox(8, place, label, spring, detail);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(ExpressionHelp.@Nullable Proposal proposal, boolean empty) {
            super.updateItem(proposal, empty);
            if (proposal == null || empty) {
                setGraphic(null);
            } else {
                label.setText(proposal.label());
                detail.setText(proposal.detail());
                sign.setIconLiteral(icon(proposal.kind()));
                box.getStyleClass().setAll(proposal.fits() ? "fits" : "does-not-fit");
                box.getStyleClass().add(proposal.kind().name().toLowerCase(Locale.ROOT));
                setGraphic(box);
            }
        }

        private static String icon(Completion.Kind kind) {
            return switch (kind) {
                case COLUMN -> "mdi2t-table-column";
                case FIELD -> "mdi2c-code-braces";
                case KEY -> "mdi2k-key-outline";
                case PARAMETER -> "mdi2t-tune-variant";
                case FUNCTION -> "mdi2f-function-variant";
                case KEYWORD -> "mdi2c-code-tags";
                case TYPE -> "mdi2s-shape-outline";
            };
        }
    }
}
