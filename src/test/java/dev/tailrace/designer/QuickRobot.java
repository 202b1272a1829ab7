package dev.tailrace.designer;

import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Window;
import org.hamcrest.Matcher;
import org.testfx.api.FxRobot;
import org.testfx.robot.BaseRobot;
import org.testfx.robot.KeyboardRobot;
import org.testfx.robot.Motion;
import org.testfx.robot.MouseRobot;
import org.testfx.service.query.NodeQuery;
import org.testfx.service.query.PointQuery;

/**
 * TestFX's robot, giving the same keys and the same clicks, but going on as soon as the screen has settled. TestFX sleeps 50
 * ms after each key, letter and click, and moves the pointer in 200 steps of a millisecond: most of what a suite takes.
 */
public final class QuickRobot extends FxRobot {
    /** Enough for what counts moves, as a drag does, or looks at what the pointer passes. */
    private static final int STEPS = 8;

    /** Farther than what the toolkit takes for the same place, in pixels. */
    private static final double ASIDE = 40;

    private Point2D clicked = Point2D.ZERO;

    // What is on the screen changes under whoever looks from another thread.

    @Override
    public NodeQuery lookup(String query) {
        return onFx(() -> super.lookup(query));
    }

    @Override
    public <T extends Node> NodeQuery lookup(Matcher<T> matcher) {
        return onFx(() -> super.lookup(matcher));
    }

    @Override
    public <T extends Node> NodeQuery lookup(Predicate<T> predicate) {
        return onFx(() -> super.lookup(predicate));
    }

    private static <T> T onFx(Supplier<T> question) {
        return Platform.isFxApplicationThread() ? question.get() : Screen.ask(question::get);
    }

    @Override
    public FxRobot interact(Runnable work) {
        Screen.ask(() -> {
            work.run();
            return true;
        });
        return settled();
    }

    @Override
    public <T> FxRobot interact(Callable<T> work) {
        Screen.ask(work);
        return settled();
    }

    @Override
    public FxRobot press(KeyCode... keys) {
        keyboard().pressNoWait(keys);
        return settled();
    }

    @Override
    public FxRobot release(KeyCode... keys) {
        keyboard().releaseNoWait(keys);
        return settled();
    }

    @Override
    public FxRobot push(KeyCode... keys) {
        keyboard().pressNoWait(keys);
        Screen.turn();
        for (int i = keys.length - 1; i >= 0; i--) {
            keyboard().releaseNoWait(keys[i]);
        }
        return settled();
    }

    @Override
    public FxRobot type(KeyCode... keys) {
        for (KeyCode key : keys) {
            push(key);
        }
        return this;
    }

    @Override
    public FxRobot type(KeyCode key, int times) {
        for (int i = 0; i < times; i++) {
            push(key);
        }
        return this;
    }

    @Override
    public FxRobot write(char letter) {
        return write(String.valueOf(letter));
    }

    @Override
    public FxRobot write(String text) {
        Scene scene = Screen.ask(() -> listWindows().stream()
                .filter(Window::isFocused)
                .findFirst()
                .orElseGet(this::targetWindow)
                .getScene());
        for (char letter : text.toCharArray()) {
            KeyCode key =
                    switch (letter) {
                        case '\n' -> KeyCode.ENTER;
                        case '\t' -> KeyCode.TAB;
                        default -> KeyCode.UNDEFINED;
                    };
            base().typeKeyboard(scene, key, String.valueOf(letter));
            Screen.turn();
        }
        return settled();
    }

    @Override
    public FxRobot press(MouseButton... buttons) {
        mouse().pressNoWait(buttons);
        return settled();
    }

    @Override
    public FxRobot release(MouseButton... buttons) {
        mouse().releaseNoWait(buttons);
        return settled();
    }

    @Override
    public FxRobot clickOn(MouseButton... buttons) {
        click(buttons);
        return settled();
    }

    @Override
    public FxRobot clickOn(PointQuery place, Motion motion, MouseButton... buttons) {
        approach(place, motion);
        return clickOn(buttons);
    }

    @Override
    public FxRobot doubleClickOn(MouseButton... buttons) {
        clicked = base().retrieveMouse();
        // At one go: the toolkit counts two clicks only if no half second lies between them, whoever has his turn then.
        Screen.ask(() -> {
            pressAndRelease(buttons);
            pressAndRelease(buttons);
            return true;
        });
        return settled();
    }

    @Override
    public FxRobot doubleClickOn(PointQuery place, Motion motion, MouseButton... buttons) {
        approach(place, motion);
        return doubleClickOn(buttons);
    }

    @Override
    public FxRobot drag(MouseButton... buttons) {
        return press(buttons);
    }

    @Override
    public FxRobot drag(PointQuery place, MouseButton... buttons) {
        approach(place, Motion.DEFAULT);
        return press(buttons);
    }

    @Override
    public FxRobot drop() {
        return release(new MouseButton[0]);
    }

    @Override
    public FxRobot dropTo(PointQuery place) {
        moveTo(place, Motion.DEFAULT);
        return drop();
    }

    @Override
    public FxRobot dropBy(double x, double y) {
        moveBy(x, y, Motion.DEFAULT);
        return drop();
    }

    @Override
    public FxRobot moveTo(PointQuery place, Motion motion) {
        Point2D goal = onFx(place::query);
        walk(goal);
        // What is under the pointer may make room for buttons, and be elsewhere then.
        Point2D now = onFx(place::query);
        if (!now.equals(goal)) {
            walk(now);
        }
        return this;
    }

    @Override
    public FxRobot moveBy(double x, double y, Motion motion) {
        walk(base().retrieveMouse().add(x, y));
        return this;
    }

    /** Lets go of what a test has left pressed. */
    void letGo() {
        mouse().releaseNoWait();
        keyboard().releaseNoWait();
    }

    private void walk(Point2D goal) {
        Point2D start = base().retrieveMouse();
        for (int step = 1; step <= STEPS; step++) {
            mouse().moveNoWait(start.interpolate(goal, (double) step / STEPS));
        }
        settled();
    }

    /** From aside, if it was clicked there before: so quick a click again would make a double click of both. */
    private void approach(PointQuery place, Motion motion) {
        Point2D goal = onFx(place::query);
        if (goal.distance(clicked) < ASIDE) {
            mouse().moveNoWait(goal.add(goal.getX() > 2 * ASIDE ? -2 * ASIDE : 2 * ASIDE, 0));
        }
        moveTo(place, motion);
    }

    private void click(MouseButton... buttons) {
        clicked = base().retrieveMouse();
        pressAndRelease(buttons);
    }

    private void pressAndRelease(MouseButton... buttons) {
        mouse().pressNoWait(buttons);
        mouse().releaseNoWait(buttons);
    }

    private FxRobot settled() {
        Screen.settle();
        return this;
    }

    private BaseRobot base() {
        return robotContext().getBaseRobot();
    }

    private MouseRobot mouse() {
        return robotContext().getMouseRobot();
    }

    private KeyboardRobot keyboard() {
        return robotContext().getKeyboardRobot();
    }
}
