package dev.tailrace.designer.rows;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.watch.LivePicture;
import dev.tailrace.designer.watch.LiveRun;
import dev.tailrace.model.Node;
import dev.tailrace.model.Wire;
import dev.tailrace.runtime.Run;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Why there are no rows, and what helps. */
final class EmptyNote extends VBox {
    /** The setting that most operators which drop rows have. */
    private static final String CONDITION = "condition";

    private final Workbench workbench;
    private final BiConsumer<String, @Nullable String> goTo;
    private final Label words = new Label();
    private final Hyperlink link = new Hyperlink();

    /** @param goTo leads to a node, and to a setting of it */
    EmptyNote(Workbench workbench, BiConsumer<String, @Nullable String> goTo) {
        super(4);
        this.workbench = workbench;
        this.goTo = goTo;
        getStyleClass().add("empty-note");
        words.setId("rows-empty");
        words.getStyleClass().add("pane-empty");
        words.setWrapText(true);
        link.setId("rows-empty-link");
        getChildren().addAll(words, link);
        offer(null, "");
    }

    void say(@Nullable RowOrigin origin, @Nullable Run run) {
        Texts texts = workbench.texts();
        if (origin == null || run == null) {
            words.setText(texts.get(origin == null ? "designer.data.no-wire" : "designer.data.not-run"));
            offer(null, "");
        } else if (!origin.isIn(run.pipeline().pipeline())) {
            words.setText(texts.get("designer.data.new-wire"));
            offer(null, "");
        } else {
            nothingCame(origin, run);
        }
    }

    private void nothingCame(RowOrigin origin, Run run) {
        Texts texts = workbench.texts();
        boolean wire = origin instanceof RowOrigin.OfWire;
        String key = wire ? "designer.data.no-row-on-wire" : "designer.data.no-row-at-sink";
        if (run.state().isFinal()) {
            words.setText(texts.get(key + "-ended"));
            offer(null, "");
            return;
        }
        LiveRun live = workbench.liveProperty().get();
        LivePicture picture = workbench.pictureProperty().get();
        Wire from = origin.wire(run.pipeline().pipeline());
        Optional<WhyEmpty> why =
                picture == null || from == null ? Optional.empty() : WhyEmpty.of(run.pipeline(), picture, from);
        String said = texts.get(key, live == null ? 0 : live.age().toSeconds());
        Node node = why.flatMap(known -> workbench.editor().pipeline().node(known.node()))
                .orElse(null);
        if (why.isEmpty() || node == null) {
            words.setText(said);
            offer(null, "");
            return;
        }
        String reason = why.get().reason().name().toLowerCase(Locale.ROOT);
        words.setText(said + " "
                + texts.get(
                        "designer.rows.why-" + reason, node.name(), why.get().rows()));
        boolean condition = node.settings().has(CONDITION);
        offer(
                node,
                condition
                        ? texts.get("designer.rows.show-condition")
                        : texts.get("designer.rows.show-node", node.name()));
        link.setOnAction(pressed -> goTo.accept(node.id(), condition ? CONDITION : null));
    }

    private void offer(@Nullable Node node, String label) {
        link.setText(label);
        link.setVisible(node != null);
        link.setManaged(node != null);
    }
}
