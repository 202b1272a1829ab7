package dev.tailrace.designer.theme;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

/**
 * A changing number that stands still: each digit has the width of a zero, and the slot keeps the widest width of the
 * last five seconds. JavaFX cannot switch on a font's tabular figures.
 */
public final class SteadyNumber extends Region {
    private static final long KEPT_NANOS = 5_000_000_000L;

    private record Width(double pixels, long nanoTime) {}

    private final Text zero = new Text("0");
    private final Deque<Width> widths = new ArrayDeque<>();
    private String shown = "";

    public SteadyNumber() {
        getStyleClass().add("steady-number");
        zero.setVisible(false);
        getChildren().add(zero);
        setAccessibleRole(AccessibleRole.TEXT);
    }

    public String getText() {
        return shown;
    }

    public void setText(String text) {
        if (text.equals(shown)) {
            if (getWidth() > contentWidth() + 1) {
                requestLayout();
            }
            return;
        }
        shown = text;
        setAccessibleText(text);
        while (getChildren().size() > text.length() + 1) {
            getChildren().remove(getChildren().size() - 1);
        }
        for (int i = 0; i < text.length(); i++) {
            String letter = text.substring(i, i + 1);
            if (i + 1 < getChildren().size()) {
                ((Text) getChildren().get(i + 1)).setText(letter);
            } else {
                Text added = new Text(letter);
                getChildren().add(added);
            }
        }
        requestLayout();
    }

    private double advance(Text letter) {
        return Character.isDigit(letter.getText().charAt(0))
                ? zero.getLayoutBounds().getWidth()
                : letter.getLayoutBounds().getWidth();
    }

    private double contentWidth() {
        double width = 0;
        for (int i = 1; i < getChildren().size(); i++) {
            width += advance((Text) getChildren().get(i));
        }
        return Math.ceil(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        long now = System.nanoTime();
        double width = contentWidth();
        widths.removeIf(old -> old.pixels <= width || now - old.nanoTime > KEPT_NANOS);
        widths.addLast(new Width(width, now));
        return snappedLeftInset()
                + snappedRightInset()
                + widths.stream().mapToDouble(Width::pixels).max().orElse(width);
    }

    @Override
    protected double computeMinWidth(double height) {
        return computePrefWidth(height);
    }

    @Override
    protected double computePrefHeight(double width) {
        return Math.ceil(zero.getLayoutBounds().getHeight());
    }

    @Override
    public double getBaselineOffset() {
        return zero.getBaselineOffset();
    }

    @Override
    protected void layoutChildren() {
        // What is left of the slot is before the number: its unit follows it.
        double x = snapPositionX(getWidth() - snappedRightInset() - contentWidth());
        // On a whole pixel, as labels beside it have their baseline.
        double y = snapPositionY((getHeight() - zero.getLayoutBounds().getHeight()) / 2 + zero.getBaselineOffset());
        for (int i = 1; i < getChildren().size(); i++) {
            Text letter = (Text) getChildren().get(i);
            double slot = advance(letter);
            letter.relocate(0, 0);
            letter.setX(0);
            letter.setLayoutX(x + (slot - letter.getLayoutBounds().getWidth()) / 2);
            letter.setLayoutY(y);
            x += slot;
        }
    }
}
