package dev.tailrace.designer.charts;

import dev.tailrace.data.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Chooses the kind and the columns of a chart of a wire; each choice is drawn at once. Used on the JavaFX thread. */
final class WireChartForm extends FlowPane {
    private static final String NONE = "";

    private final WireChartDraft draft;
    private final Texts texts;
    private final Consumer<WireChart> chosen;
    private final List<Node> roles = new ArrayList<>();
    private final Button done;

    /** @param done when the person has chosen */
    WireChartForm(WireChartDraft draft, Texts texts, Consumer<WireChart> chosen, Runnable done) {
        super(12, 8);
        this.draft = draft;
        this.texts = texts;
        this.chosen = chosen;
        getStyleClass().add("wire-chart-form");
        ComboBox<WireChartDraft.Kind> kinds = combo(
                List.of(WireChartDraft.Kind.values()),
                draft.kind(),
                kind -> kind == null ? "" : texts.get(kind.titleKey()));
        kinds.setId("wire-chart-kind");
        kinds.valueProperty().addListener((property, before, kind) -> {
            draft.choose(kind);
            layRoles();
            tell();
        });
        this.done = new Button(texts.get("designer.charts.done"));
        this.done.setId("wire-chart-done");
        this.done.setOnAction(pressed -> done.run());
        getChildren().add(field(texts.get("designer.charts.kind"), kinds));
        layRoles();
    }

    private void layRoles() {
        getChildren().removeAll(roles);
        getChildren().remove(done);
        roles.clear();
        for (String role : draft.kind().roles()) {
            roles.add(field(texts.get(draft.kind().labelKey(role)), columns(role)));
        }
        getChildren().addAll(roles);
        VBox last = field(" ", done);
        roles.add(last);
        getChildren().add(last);
    }

    private ComboBox<String> columns(String role) {
        List<String> offered = new ArrayList<>(draft.fitting(role));
        if (draft.kind().isOptional(role)) {
            offered.add(0, NONE);
        }
        String now = draft.column(role);
        ComboBox<String> combo = combo(
                offered,
                now == null ? draft.kind().isOptional(role) ? NONE : null : now,
                column -> NONE.equals(column)
                        ? texts.get("designer.inspector.no-column")
                        : column == null ? texts.get("designer.inspector.choose-column") : column);
        combo.setId("wire-chart-" + role);
        combo.valueProperty().addListener((property, before, column) -> {
            draft.set(role, NONE.equals(column) ? null : column);
            tell();
        });
        return combo;
    }

    private void tell() {
        if (draft.isComplete()) {
            chosen.accept(draft.chart());
        }
    }

    private static VBox field(String words, Node control) {
        Label label = new Label(words);
        label.getStyleClass().add("inspector-label");
        label.setLabelFor(control);
        return new VBox(4, label, control);
    }

    private static <T> ComboBox<T> combo(List<T> offered, @Nullable T value, Function<@Nullable T, String> words) {
        ComboBox<T> combo = new ComboBox<>();
        combo.getItems().setAll(offered);
        combo.setValue(value);
        combo.setPrefWidth(148);
        combo.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable T one) {
                return words.apply(one);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException(text);
            }
        });
        return combo;
    }
}
