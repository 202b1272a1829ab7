package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.actions.Actions;
import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.files.BookmarkMemory;
import dev.tailrace.designer.files.Folders;
import dev.tailrace.designer.finding.Column;
import dev.tailrace.designer.finding.FindingCards;
import dev.tailrace.designer.finding.OutlinePane;
import dev.tailrace.designer.inspector.ColumnActions;
import dev.tailrace.designer.inspector.InspectorPane;
import dev.tailrace.designer.palette.PalettePane;
import java.util.List;

/** What helps to find one's way in an open pipeline, put together. Used on the JavaFX thread. */
final class Wayfinding {
    /** What the inspector offers while several nodes are selected. */
    private static final List<String> ON_SEVERAL = List.of("mute", "group", "align-row", "align-column", "delete");

    private final OpenPipeline open;
    private final CanvasPane canvas;
    private final Texts texts;
    private final FindingCards cards;
    private final SideTabs side;

    Wayfinding(OpenPipeline open, CanvasPane canvas, InspectorPane inspector, PalettePane palette) {
        this.open = open;
        this.canvas = canvas;
        this.texts = open.workbench().texts();
        cards = new FindingCards(open.workbench(), canvas);
        side = new SideTabs(texts, palette, new OutlinePane(open.workbench(), new OutlineOnCanvas(canvas)));
        inspector.setActionsOfSeveral(ON_SEVERAL.stream()
                .flatMap(id -> canvas.commands().stream()
                        .filter(command -> command.id().equals(id)))
                .toList());
        inspector.setColumnActions(new ColumnActions() {
            @Override
            public void showCourse(Column column) {
                cards.showCourse(column);
            }

            @Override
            public void rename(Column column) {
                cards.askForName(column);
            }
        });
    }

    /** The palette and the outline. */
    SideTabs side() {
        return side;
    }

    void declare(Actions actions, Folders folders, Remembering remembering, NoticeBar notice, Workspace workspace) {
        cards.declare(actions);
        new PlaceKeeping(
                        open,
                        canvas,
                        new BookmarkMemory(folders),
                        remembering,
                        words -> notice.tell(NoticeBar.Kind.NEWS, words, null))
                .declare(actions);
        actions.add(Action.of("outline", texts, () -> {
                    workspace.paletteShownProperty().set(true);
                    side.showOutline();
                })
                .on("Shortcut+Shift+U")
                .withIcon("mdi2f-file-tree-outline"));
    }
}
