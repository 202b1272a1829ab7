package dev.tailrace.designer.canvas;

import dev.tailrace.designer.Selection;
import dev.tailrace.designer.commands.CollapseGroup;
import dev.tailrace.designer.geometry.Detail;
import dev.tailrace.designer.geometry.Hit;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.gestures.Gesture;
import dev.tailrace.designer.gestures.Gestures;
import dev.tailrace.designer.gestures.Overlay;
import dev.tailrace.designer.gestures.PickRequest;
import dev.tailrace.designer.gestures.Pointer;
import dev.tailrace.designer.gestures.ZoomAtPointer;
import javafx.scene.Cursor;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import org.jspecify.annotations.Nullable;

/** Turns the canvas' pointer events into gestures. */
final class CanvasInput {
    private final CanvasPane pane;
    private final CanvasMenu menu;
    private @Nullable Gesture gesture;
    private @Nullable Pointer last;
    private Hit hover = Hit.NOTHING;
    private boolean space;
    private boolean panned;

    CanvasInput(CanvasPane pane) {
        this.pane = pane;
        this.menu = new CanvasMenu(pane);
        pane.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::menuRequested);
        pane.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        pane.addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
        pane.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
        pane.addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
        pane.addEventHandler(MouseEvent.MOUSE_EXITED, event -> {
            last = null;
            hover(Hit.NOTHING);
        });
        pane.addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        pane.addEventHandler(
                ZoomEvent.ZOOM,
                event -> pane.look(ZoomAtPointer.pinch(
                        pane.viewport(),
                        Pointer.at(event.getX(), event.getY(), pane.viewport()),
                        event.getZoomFactor())));
        pane.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.SPACE) {
                panned &= space;
                space = true;
            }
        });
        pane.addEventHandler(KeyEvent.KEY_RELEASED, event -> space &= event.getCode() != KeyCode.SPACE);
    }

    /** What the gesture shows, if there is one. */
    Overlay overlay() {
        return gesture == null ? Overlay.NONE : gesture.overlay();
    }

    Hit hover() {
        return hover;
    }

    /** Where the pointer is, or null if it is not over the canvas. */
    @Nullable
    Pointer lastPointer() {
        return last;
    }

    /** Whether the canvas was panned since Space was last pressed. */
    boolean hasPanned() {
        return panned;
    }

    /** A gesture that is driven from outside, or none any more. */
    void show(@Nullable Gesture outside) {
        gesture = outside;
    }

    /** @return whether there was a gesture to leave */
    boolean cancel() {
        Gesture current = gesture;
        if (current == null) {
            return false;
        }
        gesture = null;
        current.cancel();
        pane.painting().modelChanged();
        return true;
    }

    private void pressed(MouseEvent event) {
        if (isOnFloat(event)) {
            return;
        }
        pane.requestFocus();
        pane.layer().pressedBeside();
        Pointer pointer = pointer(event);
        boolean pan = event.getButton() == MouseButton.MIDDLE || space && event.getButton() == MouseButton.PRIMARY;
        Hit hit = hit(pointer);
        if (event.getButton() == MouseButton.SECONDARY) {
            menu.hide();
            selectUnder(hit);
            return;
        }
        if (gesture == null && (pan || event.getButton() == MouseButton.PRIMARY)) {
            gesture = Gestures.begin(pane, pan ? Gestures.Press.PAN : Gestures.Press.PRIMARY, hit, pointer);
            if (pan) {
                panned = true;
                pane.setCursor(Cursor.CLOSED_HAND);
            }
            if (hit instanceof Hit.OfBadge badge) {
                pane.layer().showProblems(badge.box().id());
            }
        }
        pane.painting().request();
        event.consume();
    }

    /** Not on the second press: it may also be the beginning of a drag. */
    private void clicked(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY
                || event.getClickCount() != 2
                || !event.isStillSincePress()
                || isOnFloat(event)) {
            return;
        }
        Pointer pointer = pointer(event);
        Hit hit = hit(pointer);
        if (hit instanceof Hit.OfNode node && node.box().group() != null) {
            pane.editor().apply(new CollapseGroup(node.box().id(), null));
        } else if (hit instanceof Hit.OfNode node) {
            if (!pane.elsewhere().opens(node.box().id())) {
                pane.layer().rename(node.box().id());
            }
        } else if (hit instanceof Hit.OfFrame of && !of.fold()) {
            pane.layer().renameGroup(of.frame().id());
        } else if (hit instanceof Hit.OfNote note) {
            pane.layer().editNote(note.note().id());
        } else if (hit instanceof Hit.OfWire wire) {
            pane.bend(wire.wire(), pointer.x(), pointer.y());
        } else if (hit instanceof Hit.Nothing) {
            pane.pick(PickRequest.at(pointer.x(), pointer.y()));
        }
    }

    /** By the menu key; the pointer's right button opens it when it is let go, wherever the platform would. */
    private void menuRequested(ContextMenuEvent event) {
        if (event.isKeyboardTrigger()) {
            menu.showForSelection();
        }
        event.consume();
    }

    private void selectUnder(Hit hit) {
        String id = CanvasMenu.nodeUnder(hit);
        NodeBox node = id == null ? null : pane.model().node(id);
        Selection under = Selection.NONE;
        if (node != null) {
            under = Selection.ofNodes(node.members());
        } else if (hit instanceof Hit.OfFrame of) {
            under = Selection.ofNodes(of.frame().group().nodes());
        } else if (hit instanceof Hit.OfNote note) {
            under = Selection.ofNote(note.note().id());
        } else if (hit instanceof Hit.OfBend bend) {
            under = Selection.ofBend(bend.bend());
        } else if (hit instanceof Hit.OfWire wire) {
            pane.editor().selectWire(wire.wire());
        }
        if (!pane.editor().selection().contains(under)) {
            pane.editor().select(under);
        }
    }

    private void dragged(MouseEvent event) {
        Gesture current = gesture;
        if (current != null) {
            last = pointer(event);
            current.drag(last);
            pane.painting().request();
            event.consume();
        }
    }

    private void released(MouseEvent event) {
        Gesture current = gesture;
        if (current != null) {
            gesture = null;
            current.release(pointer(event));
            pane.painting().modelChanged();
            moved(event);
            event.consume();
        } else if (event.getButton() == MouseButton.SECONDARY && !isOnFloat(event)) {
            Pointer pointer = pointer(event);
            menu.show(hit(pointer), pointer, event.getScreenX(), event.getScreenY());
            event.consume();
        }
    }

    private void moved(MouseEvent event) {
        last = pointer(event);
        hover(isOnFloat(event) ? Hit.NOTHING : hit(last));
    }

    private void hover(Hit now) {
        if (!now.equals(hover)) {
            hover = now;
            pane.setCursor(cursor(now));
            pane.layer().hovered(now);
            pane.painting().pointedChanged();
        }
    }

    private static Cursor cursor(Hit hit) {
        if (hit instanceof Hit.OfNote note && note.corner()) {
            return Cursor.SE_RESIZE;
        }
        return hit instanceof Hit.OfPort ? Cursor.CROSSHAIR : Cursor.DEFAULT;
    }

    private void scrolled(ScrollEvent event) {
        if (isOnFloat(event) || event.isInertia() && event.isControlDown()) {
            return;
        }
        Pointer pointer = Pointer.at(
                event.getX(),
                event.getY(),
                pane.viewport(),
                event.isShiftDown(),
                event.isShortcutDown(),
                event.isAltDown());
        pane.look(ZoomAtPointer.wheel(pane.viewport(), pointer, event.getDeltaX(), event.getDeltaY()));
        event.consume();
    }

    private Hit hit(Pointer pointer) {
        Hit hit = pane.model()
                .hit(pointer.x(), pointer.y(), Detail.at(pane.viewport().zoom()));
        if (hit instanceof Hit.Nothing || hit instanceof Hit.OfWire) {
            for (Pills.Pill pill : pane.painting().pills()) {
                if (pill.box().contains(pointer.x(), pointer.y())) {
                    return new Hit.OfWire(pill.wire());
                }
            }
        }
        return hit;
    }

    private Pointer pointer(MouseEvent event) {
        return Pointer.at(
                event.getX(),
                event.getY(),
                pane.viewport(),
                event.isShiftDown(),
                event.isShortcutDown(),
                event.isAltDown());
    }

    private boolean isOnFloat(InputEvent event) {
        return event.getTarget() instanceof javafx.scene.Node node
                && pane.layer().holds(node);
    }
}
