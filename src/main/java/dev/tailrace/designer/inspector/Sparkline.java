package dev.tailrace.designer.inspector;

import javafx.scene.layout.Region;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/** A line without axes over its ground, from zero to its greatest value. */
final class Sparkline extends Region {
    private static final double HEIGHT = 34;

    private final Path ground = new Path();
    private final Path line = new Path();
    private double[] values = new double[0];

    Sparkline() {
        getStyleClass().add("sparkline");
        ground.getStyleClass().add("sparkline-ground");
        line.getStyleClass().add("sparkline-line");
        ground.setManaged(false);
        line.setManaged(false);
        getChildren().addAll(ground, line);
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
    }

    void show(double[] newValues) {
        values = newValues.clone();
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        ground.getElements().clear();
        line.getElements().clear();
        if (values.length < 2) {
            return;
        }
        double top = 0;
        for (double value : values) {
            top = Math.max(top, value);
        }
        double step = getWidth() / (values.length - 1);
        for (int i = 0; i < values.length; i++) {
            double x = i * step;
            double y = getHeight() - 1 - (top == 0 ? 0 : values[i] / top * (getHeight() - 3));
            line.getElements().add(i == 0 ? new MoveTo(x, y) : new LineTo(x, y));
            ground.getElements().add(i == 0 ? new MoveTo(x, y) : new LineTo(x, y));
        }
        ground.getElements().add(new LineTo(getWidth(), getHeight()));
        ground.getElements().add(new LineTo(0, getHeight()));
    }
}
