package dev.tailrace.designer.canvas;

import dev.tailrace.model.Wire;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a canvas leads to that is not on it, done by others. Nothing is done until they have said how. On the JavaFX thread. */
public final class Elsewhere {
    private Runnable onShowRows = () -> {};
    private Runnable onInspect = () -> {};
    private List<CanvasAction> wireActions = List.of();
    private Consumer<Wire> onChart = wire -> {};
    private Predicate<String> onOpen = node -> false;
    private Runnable onOpenSample = () -> {};
    private BiConsumer<String, String> onTell = (what, remedy) -> {};

    Elsewhere() {}

    /** How the rows of the selected wire are shown. */
    public void setOnShowRows(Runnable handler) {
        onShowRows = handler;
    }

    /** What else can be done with the selected wire. */
    public void setWireActions(List<CanvasAction> actions) {
        wireActions = List.copyOf(actions);
    }

    /** @param handler opens what a node stands for, and says whether it stands for something that can be opened */
    public void setOnOpen(Predicate<String> handler) {
        onOpen = handler;
    }

    /** What shows the samples, which an empty canvas offers. */
    public void setOnOpenSample(Runnable handler) {
        onOpenSample = handler;
    }

    /** @param handler goes to the settings of the selected node */
    public void setOnInspect(Runnable handler) {
        onInspect = handler;
    }

    /** @param handler draws a chart of a wire's rows */
    public void setOnChart(Consumer<Wire> handler) {
        onChart = handler;
    }

    /** @param handler says what happened, and what to do, where messages stand */
    public void setOnTell(BiConsumer<String, String> handler) {
        onTell = handler;
    }

    void tell(String what, String remedy) {
        onTell.accept(what, remedy);
    }

    void showRows() {
        onShowRows.run();
    }

    List<CanvasAction> wireActions() {
        return wireActions;
    }

    boolean opens(String node) {
        return onOpen.test(node);
    }

    void openSample() {
        onOpenSample.run();
    }

    void inspect() {
        onInspect.run();
    }

    void chart(Wire wire) {
        onChart.accept(wire);
    }
}
