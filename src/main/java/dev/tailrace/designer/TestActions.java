package dev.tailrace.designer;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.actions.Actions;
import dev.tailrace.designer.canvas.CanvasAction;
import dev.tailrace.designer.tests.TestBench;
import dev.tailrace.model.Wire;
import dev.tailrace.proof.Outcome;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/** What can be done with the tests of the open pipeline, beyond what their pane does itself. */
final class TestActions {
    private final TestBench bench;
    private final BottomPane tabs;
    private final NoticeBar notice;
    private final PipelineEditor editor;
    private final Texts texts;
    private final BooleanProperty onWire = new SimpleBooleanProperty();
    private final List<CanvasAction> ofWires;

    TestActions(TestBench bench, BottomPane tabs, NoticeBar notice, Workbench workbench) {
        this.bench = bench;
        this.tabs = tabs;
        this.notice = notice;
        this.editor = workbench.editor();
        this.texts = workbench.texts();
        ofWires = List.of(ofWire("record-input", this::record), ofWire("mark-expected", this::expect));
        editor.addListener(change -> onWire.set(editor.selectedWire() != null));
    }

    private CanvasAction ofWire(String id, Runnable run) {
        return new CanvasAction(
                id, "designer.canvas.action." + id, List.of(), () -> editor.selectedWire() != null, run);
    }

    /** For the menu of the selected wire. */
    List<CanvasAction> ofWires() {
        return ofWires;
    }

    void declare(Actions actions) {
        actions.add(action("tab-tests", () -> tabs.reveal(BottomPane.TESTS)).on("Shortcut+6"));
        actions.add(action("run-tests", () -> {
                    tabs.reveal(BottomPane.TESTS);
                    bench.runAll();
                })
                .on("Shift+F7")
                .withIcon("mdi2c-check-all"));
        actions.add(action("add-test", () -> {
                    tabs.reveal(BottomPane.TESTS);
                    bench.add();
                })
                .withIcon("mdi2p-plus"));
        ofWires.forEach(
                command -> actions.add(Action.of(command.id(), () -> texts.get(command.titleKey()), command.run())
                        .when(onWire)));
    }

    private Action action(String id, Runnable handler) {
        return Action.of(id, texts, handler);
    }

    private void record() {
        Wire wire = editor.selectedWire();
        if (wire != null) {
            tabs.reveal(BottomPane.TESTS);
            bench.record(wire, this::noRows);
        }
    }

    private void expect() {
        Wire wire = editor.selectedWire();
        if (wire != null) {
            tabs.reveal(BottomPane.TESTS);
            bench.expect(wire, this::noRows, this::cannotExpect);
        }
    }

    private void noRows() {
        notice.tell(
                NoticeBar.Kind.NEWS, texts.get("designer.tests.no-rows"), texts.get("designer.tests.no-rows.remedy"));
    }

    private void cannotExpect(Outcome outcome) {
        String why = outcome.problems().stream()
                .findFirst()
                .map((Problem problem) -> texts.of(problem))
                .orElse("");
        notice.tell(NoticeBar.Kind.NEWS, texts.get("designer.tests.cannot-expect"), why);
    }
}
