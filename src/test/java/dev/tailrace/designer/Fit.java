package dev.tailrace.designer;

import dev.tailrace.designer.pen.HanFont;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Control;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * What does not fit on a scene: words that are cut though nothing shows the whole of them, controls that stand out of what
 * they are in, neighbours that cover each other, keys that have no words,
 * and icons to press that nothing explains. Data may be cut, in the cells of tables and where a tooltip has the
 * whole of it. Used on the JavaFX thread, once the scene is laid out.
 */
final class Fit {
    /** Half a pixel is lost or gained where sizes are rounded to whole ones. */
    private static final double SLACK = 1.01;

    /** What stands there if a bundle lacks a text. */
    private static final Pattern KEY = Pattern.compile("(?:designer|operators|connectors|formats)\\.[a-z0-9.-]+");

    /** Families of the bundled faces, which have no Chinese. */
    private static final Set<String> LATIN = Set.of(
            "Inter",
            "Inter Medium",
            "Inter Semi Bold",
            "JetBrains Mono",
            "JetBrains Mono Medium",
            "JetBrains Mono SemiBold");

    private static final BoundingBox EVERYWHERE = new BoundingBox(-1e6, -1e6, 2e6, 2e6);

    private final List<String> faults = new ArrayList<>();

    private Fit() {}

    static List<String> faults(Scene scene) {
        Fit fit = new Fit();
        fit.look(scene.getRoot(), new BoundingBox(0, 0, scene.getWidth(), scene.getHeight()), false);
        return fit.faults;
    }

    /**
     * @param room where it may stand, in the scene
     * @param isRow whether it belongs to a row of a list or table, which shows data
     */
    private void look(Node node, Bounds room, boolean isRow) {
        if (!node.isVisible() || node.getOpacity() == 0) {
            return;
        }
        boolean row = isRow || node instanceof IndexedCell<?> && isInFlow(node);
        if (node instanceof Labeled labeled && !row) {
            words(labeled);
        }
        if (node instanceof TextInputControl field && !row) {
            prompt(field);
        }
        if (node instanceof ButtonBase button && button.getGraphic() instanceof FontIcon && !tells(button)) {
            faults.add("an icon without a tooltip: " + said(button));
        }
        boolean stands = node instanceof Control && node.isManaged() && !row;
        Bounds bounds = node.localToScene(node.getLayoutBounds());
        if (stands && !isWithin(bounds, room)) {
            double right = bounds.getMaxX() - room.getMaxX();
            double below = bounds.getMaxY() - room.getMaxY();
            faults.add("outside by %.0f × %.0f: %s".formatted(Math.max(0, right), Math.max(0, below), said(node)));
        }
        if (node instanceof HBox || node instanceof VBox || node instanceof FlowPane || node instanceof GridPane) {
            neighbours((Pane) node);
        }
        if (node instanceof Parent parent && !(node instanceof TextInputControl)) {
            Bounds inside = scrolls(node) ? EVERYWHERE : stands || isBox(node) ? meet(bounds, room) : room;
            for (Node child : parent.getChildrenUnmodifiable()) {
                look(child, inside, row);
            }
        }
    }

    private void words(Labeled labeled) {
        String whole = labeled.getText();
        if (whole == null || whole.isBlank() || labeled.getContentDisplay() == ContentDisplay.GRAPHIC_ONLY) {
            return;
        }
        if (KEY.matcher(whole).matches()) {
            faults.add("without words: " + said(labeled));
        }
        if (HanFont.family().isPresent()
                && HanFont.isWide(whole)
                && LATIN.contains(labeled.getFont().getFamily())) {
            faults.add("boxes: " + said(labeled) + " in " + labeled.getFont().getFamily());
        }
        for (Node child : labeled.getChildrenUnmodifiable()) {
            if (child instanceof Text text
                    && !(child instanceof FontIcon)
                    && child.isVisible()
                    && !text.getText().equals(whole)) {
                if (!tooltipHas(labeled, whole)) {
                    faults.add("cut: " + said(labeled) + " to \"" + text.getText() + "\"");
                }
            }
        }
    }

    /** By words beside its icon, or by a tooltip. */
    private static boolean tells(ButtonBase button) {
        boolean hasWords = button.getText() != null
                && !button.getText().isBlank()
                && button.getContentDisplay() != ContentDisplay.GRAPHIC_ONLY;
        return hasWords || button.getTooltip() != null;
    }

    private void prompt(TextInputControl field) {
        String prompt = field.getPromptText();
        if (prompt == null || prompt.isBlank() || !field.getText().isEmpty() || prompt.contains("\n")) {
            return;
        }
        Text text = new Text(prompt);
        text.setFont(field.getFont());
        double inner = field.getWidth()
                - field.getInsets().getLeft()
                - field.getInsets().getRight();
        boolean wraps = field instanceof TextArea;
        if (!wraps && text.getLayoutBounds().getWidth() > inner + SLACK && !tooltipHas(field, prompt)) {
            faults.add("cut prompt: " + said(field) + " \"" + prompt + "\"");
        }
    }

    private void neighbours(Pane pane) {
        List<Node> shown = pane.getChildren().stream()
                .filter(child -> child.isVisible() && child.isManaged())
                .toList();
        for (int i = 0; i < shown.size(); i++) {
            for (int j = i + 1; j < shown.size(); j++) {
                Bounds one = placed(shown.get(i));
                Bounds other = placed(shown.get(j));
                double wide = Math.min(one.getMaxX(), other.getMaxX()) - Math.max(one.getMinX(), other.getMinX());
                double high = Math.min(one.getMaxY(), other.getMaxY()) - Math.max(one.getMinY(), other.getMinY());
                if (wide > SLACK && high > SLACK) {
                    faults.add("covered: " + said(shown.get(i)) + " by " + said(shown.get(j)));
                }
            }
        }
    }

    /** Without halos and shadows, which may reach over. */
    private static Bounds placed(Node node) {
        return node.localToParent(node.getLayoutBounds());
    }

    private static boolean isBox(Node node) {
        return node instanceof HBox || node instanceof VBox;
    }

    private static boolean scrolls(Node node) {
        return node instanceof ScrollPane || node instanceof VirtualFlow<?> || node.getClip() != null;
    }

    private static boolean isInFlow(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at instanceof VirtualFlow<?>) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWithin(Bounds bounds, Bounds room) {
        return bounds.getMinX() >= room.getMinX() - SLACK
                && bounds.getMinY() >= room.getMinY() - SLACK
                && bounds.getMaxX() <= room.getMaxX() + SLACK
                && bounds.getMaxY() <= room.getMaxY() + SLACK;
    }

    private static Bounds meet(Bounds one, Bounds other) {
        double x = Math.max(one.getMinX(), other.getMinX());
        double y = Math.max(one.getMinY(), other.getMinY());
        return new BoundingBox(
                x,
                y,
                Math.max(0, Math.min(one.getMaxX(), other.getMaxX()) - x),
                Math.max(0, Math.min(one.getMaxY(), other.getMaxY()) - y));
    }

    private static boolean tooltipHas(Node node, String whole) {
        for (Node at = node; at != null; at = at.getParent()) {
            Tooltip tip = tooltip(at);
            if (tip != null && tip.getText() != null && tip.getText().contains(whole)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Tooltip tooltip(Node node) {
        if (node instanceof Control control && control.getTooltip() != null) {
            return control.getTooltip();
        }
        // Where Tooltip.install keeps it.
        return node.getProperties().get("javafx.scene.control.Tooltip") instanceof Tooltip tip ? tip : null;
    }

    private static String said(Node node) {
        StringBuilder words = new StringBuilder(node.getClass().getSimpleName());
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.getId() != null) {
                words.append(" in #").append(at.getId());
                break;
            }
        }
        String style = String.join(".", node.getStyleClass());
        words.append(" .").append(style.toLowerCase(Locale.ROOT));
        if (node instanceof Labeled labeled && (node instanceof Label || node instanceof Button)) {
            words.append(" \"")
                    .append(Objects.requireNonNullElse(labeled.getText(), ""))
                    .append('"');
        }
        return words.toString();
    }
}
