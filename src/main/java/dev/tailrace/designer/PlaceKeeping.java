package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.actions.Actions;
import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.files.BookmarkMemory;
import dev.tailrace.designer.finding.Places;
import dev.tailrace.designer.geometry.Viewport;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/**
 * The way back and forward through the places of a drawing, and its bookmarks, which are kept for the person and not in
 * the file. Used on the JavaFX thread; reads and writes on another.
 */
final class PlaceKeeping {
    private static final int BOOKMARKS = 9;

    private record Place(Set<String> selected, Viewport viewport) {}

    private final OpenPipeline open;
    private final CanvasPane canvas;
    private final Texts texts;
    private final BookmarkMemory memory;
    private final Remembering remembering;
    private final Consumer<String> say;
    private final Places<Place> places = new Places<>();
    private final Map<Integer, Viewport> bookmarks = new TreeMap<>();
    private final Map<Integer, BooleanProperty> set = new TreeMap<>();
    private final BooleanProperty hasBack = new SimpleBooleanProperty();
    private final BooleanProperty hasForward = new SimpleBooleanProperty();
    private boolean travelling;

    /**
     * @param say shows a sentence to the person
     */
    PlaceKeeping(
            OpenPipeline open,
            CanvasPane canvas,
            BookmarkMemory memory,
            Remembering remembering,
            Consumer<String> say) {
        this.open = open;
        this.canvas = canvas;
        this.texts = open.workbench().texts();
        this.memory = memory;
        this.remembering = remembering;
        this.say = say;
        for (int number = 1; number <= BOOKMARKS; number++) {
            set.put(number, new SimpleBooleanProperty());
        }
        open.editor().addListener(change -> {
            if (change == PipelineEditor.Change.SELECTION && !travelling) {
                visit();
            }
        });
        open.pathProperty().addListener(change -> keep());
        bringBack();
    }

    void declare(Actions actions) {
        actions.add(action("go-back", () -> travel(places::back))
                .on("Shortcut+Alt+LEFT")
                .withIcon("mdi2a-arrow-left")
                .when(hasBack));
        actions.add(action("go-forward", () -> travel(places::forward))
                .on("Shortcut+Alt+RIGHT")
                .withIcon("mdi2a-arrow-right")
                .when(hasForward));
        set.forEach((number, isSet) -> {
            actions.add(numbered("set-bookmark", number, () -> bookmark(number))
                    .on("Shortcut+Shift+" + number)
                    .withIcon("mdi2b-bookmark-plus-outline"));
            actions.add(numbered("go-bookmark", number, () -> goTo(number))
                    .on("Alt+" + number)
                    .withIcon("mdi2b-bookmark-outline")
                    .when(isSet));
        });
    }

    private Action action(String id, Runnable run) {
        return Action.of(id, texts, run);
    }

    private Action numbered(String id, int number, Runnable run) {
        return Action.of(id + "-" + number, () -> texts.get("designer.action." + id, number), run);
    }

    private Place here() {
        return new Place(open.editor().selectedNodes(), canvas.viewport());
    }

    /** Something is selected: a place is what is selected there, however one looks at it. */
    private void visit() {
        Place here = here();
        if (!here.selected().isEmpty()) {
            places.visit(here);
            update();
        }
    }

    private void travel(Supplier<Optional<Place>> step) {
        places.amend(here());
        step.get().ifPresent(place -> {
            travelling = true;
            open.editor()
                    .selectNodes(place.selected().stream()
                            .filter(id -> open.editor().pipeline().node(id).isPresent())
                            .toList());
            travelling = false;
            canvas.camera().glide(place.viewport());
            canvas.requestFocus();
        });
        update();
    }

    private void update() {
        hasBack.set(places.hasBack());
        hasForward.set(places.hasForward());
    }

    private void bookmark(int number) {
        bookmarks.put(number, canvas.viewport());
        mark();
        keep();
        say.accept(texts.get("designer.bookmark.set", number));
    }

    private void goTo(int number) {
        Viewport viewport = bookmarks.get(number);
        if (viewport != null) {
            canvas.camera().glide(viewport);
            canvas.requestFocus();
        }
    }

    private void mark() {
        set.forEach((number, isSet) -> isSet.set(bookmarks.containsKey(number)));
    }

    private void bringBack() {
        Path from = open.pathProperty().get();
        if (from != null) {
            remembering.read(() -> memory.read(from), read -> {
                // What has been set meanwhile stays.
                read.forEach(bookmarks::putIfAbsent);
                mark();
            });
        }
    }

    private void keep() {
        Path to = open.pathProperty().get();
        if (to != null && !bookmarks.isEmpty()) {
            Map<Integer, Viewport> now = new TreeMap<>(bookmarks);
            remembering.write(() -> memory.write(to, now));
        }
    }
}
