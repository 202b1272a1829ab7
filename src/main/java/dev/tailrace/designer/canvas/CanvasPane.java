package dev.tailrace.designer.canvas;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.Drafting;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.designer.gestures.Gestures;
import dev.tailrace.designer.gestures.PickRequest;
import dev.tailrace.designer.gestures.Pointer;
import dev.tailrace.designer.gestures.RefusedWire;
import dev.tailrace.designer.gestures.Surface;
import dev.tailrace.designer.pen.Glyphs;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.designer.pins.Pin;
import dev.tailrace.designer.pins.PinValue;
import dev.tailrace.designer.theme.StyleSheet;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.runtime.Held;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * The canvas of a workbench: shows its pipeline and its run, and lets it be edited by pointer and keys. On the JavaFX
 * thread.
 *
 * <p>The drawing itself is one JavaFX canvas, painted by {@link PipelinePainter} when something has changed; real
 * controls float over it only where something is being edited. {@link CanvasInput} turns events into gestures.
 */
public final class CanvasPane extends Region implements Surface {
    private static final List<CssMetaData<? extends Styleable, ?>> STYLES =
            InkProperties.metaData(Region.getClassCssMetaData());

    private final Workbench workbench;
    private final Texts texts;
    private final Typefaces faces = new Typefaces();
    private final Drafting drafting;
    private final Canvas canvas = new Canvas();
    private final Pane floats = new Pane();
    private final Camera camera = new Camera(this);
    private final BooleanProperty reducedMotion = new SimpleBooleanProperty();
    private final BooleanProperty heat = new SimpleBooleanProperty();
    private final CanvasPainting painting;
    private final InkProperties inks;
    private final CanvasInput input;
    private final LayoutActions layouts;
    private final CanvasKeys keys;
    private final FloatLayer layer;
    private final CanvasSpeech speech;
    private final OperatorPlacing placing;
    private final ObjectProperty<Map<String, Boolean>> tested = new SimpleObjectProperty<>(Map.of());
    private final ObjectProperty<Map<Pin, PinValue>> pinned = new SimpleObjectProperty<>(Map.of());
    private final Elsewhere elsewhere = new Elsewhere();
    private final PipelineEditor.Listener listener = this::editorChanged;
    private final Runnable marksListener = this::marksChanged;
    private final InvalidationListener heldListener = change -> marksChanged();
    private CanvasModel model;

    public CanvasPane(Workbench workbench) {
        this.workbench = workbench;
        this.texts = workbench.texts();
        this.drafting = new Drafting(editor().catalogue(), texts, faces);
        this.model = draft();
        getStyleClass().add("pipeline-canvas");
        setFocusTraversable(true);
        floats.setPickOnBounds(false);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        painting = new CanvasPainting(this, canvas, faces, new Glyphs());
        getChildren().addAll(painting.view(), floats);
        inks = new InkProperties(this, painting::request);
        input = new CanvasInput(this);
        layer = new FloatLayer(this, floats);
        speech = new CanvasSpeech(this);
        placing = new OperatorPlacing(this, drafting);
        layouts = new LayoutActions(this, this::draft, workbench.background(), Platform::runLater);
        keys = new CanvasKeys(this);
        editor().addListener(listener);
        camera.viewportProperty().addListener(change -> painting.moved());
        workbench.pictureProperty().addListener(change -> painting.pictureChanged());
        workbench.marks().addListener(marksListener);
        workbench.holds().heldProperty().addListener(heldListener);
        focusedProperty().addListener(change -> painting.request());
        tested.addListener(change -> painting.request());
        heat.addListener(change -> painting.request());
        pinned.addListener(change -> painting.request());
        painting.checkChanged();
    }

    /** Ends listening to the workbench; the pane is not used afterwards. */
    public void dispose() {
        editor().removeListener(listener);
        workbench.marks().removeListener(marksListener);
        workbench.holds().heldProperty().removeListener(heldListener);
        painting.stop();
    }

    public Workbench workbench() {
        return workbench;
    }

    @Override
    public PipelineEditor editor() {
        return workbench.editor();
    }

    @Override
    public CanvasModel model() {
        return model;
    }

    @Override
    public Viewport viewport() {
        return camera.viewport();
    }

    /** Where the pane looks. */
    public Camera camera() {
        return camera;
    }

    /** Without travelling dashes and glides; bound by whoever knows the person's settings. */
    public BooleanProperty reducedMotionProperty() {
        return reducedMotion;
    }

    /** Whether nodes are tinted by their share of the work while there is a picture of a run. */
    public BooleanProperty heatProperty() {
        return heat;
    }

    @Override
    public void look(Viewport wanted) {
        camera.look(wanted);
    }

    /** Bends a wire there; what follows is a step of undo of its own. */
    void bend(Wire wire, double x, double y) {
        Gestures.addBend(this, wire, x, y);
        editor().endMerge();
    }

    void autolayout() {
        CanvasModel before = model;
        boolean whole = editor().selectedNodes().size() < 2;
        layouts.autolayout(() -> laidOut(before, whole));
    }

    private void laidOut(CanvasModel before, boolean whole) {
        painting.glide(before);
        if (whole) {
            camera.fit();
        }
    }

    void turn(Pipeline.FlowDirection flow) {
        CanvasModel before = model;
        layouts.setFlow(flow, () -> laidOut(before, true));
    }

    /** What the canvas can do, in the order of menus. */
    public List<CanvasAction> commands() {
        return keys.actions();
    }

    /** Where operators go that are dragged onto the canvas, or chosen without a place. */
    public OperatorPlacing placing() {
        return placing;
    }

    /**
     * Opens the search over all operators: at the pointer, or where there is none or a node is under it, behind the
     * selected node; where a wire is being drawn by keys, for its end.
     */
    public void openPicker() {
        if (keys.pickForWire()) {
            return;
        }
        Pointer pointer = input.lastPointer();
        boolean isFree = pointer != null
                && model.nodesIn(new Box(pointer.x(), pointer.y(), 0, 0)).isEmpty();
        pick(
                isFree && pointer != null
                        ? PickRequest.at(pointer.x(), pointer.y())
                        : placing.continuing().orElseGet(placing::somewhere));
    }

    @Override
    public void pick(PickRequest request) {
        layer.pick(request);
    }

    @Override
    public void refuse(RefusedWire wire, boolean atOnce) {
        layer.refuse(wire, atOnce);
    }

    /** What it leads to that is not on it. */
    public Elsewhere elsewhere() {
        return elsewhere;
    }

    /** Nodes whose rows a test has compared, and whether all were as expected; they are marked. */
    public ObjectProperty<Map<String, Boolean>> testedProperty() {
        return tested;
    }

    /** Values that stand beside nodes. */
    public ObjectProperty<Map<Pin, PinValue>> pinnedProperty() {
        return pinned;
    }

    /** What stands invisibly for the parts of the drawing. */
    void hold(Node invisible) {
        getChildren().add(invisible);
    }

    /** What is lit while the rest is faded. */
    public void light(Spotlight wanted) {
        painting.light(wanted);
    }

    /** Shows a card at the upper edge of the canvas in place of another, or takes it away. */
    public void showAbove(@Nullable Region card) {
        layer.showAbove(card);
    }

    FloatLayer layer() {
        return layer;
    }

    CanvasInput input() {
        return input;
    }

    CanvasPainting painting() {
        return painting;
    }

    Typefaces faces() {
        return faces;
    }

    InkProperties inks() {
        return inks;
    }

    /** Measures the drawing anew, as after the set of previews has changed. */
    void redraft() {
        model = draft();
        painting.modelChanged();
    }

    private CanvasModel draft() {
        return draft(editor().pipeline());
    }

    private CanvasModel draft(Pipeline pipeline) {
        return drafting.draft(
                pipeline,
                editor().checked(),
                painting == null ? Set.of() : painting.views().keySet());
    }

    /** Opens the breakpoint at which a row is held. */
    public void editHeldBreakpoint() {
        Held held = workbench.holds().heldProperty().get();
        if (held != null) {
            layer.editBreakpoint(held.wire());
        }
    }

    private void marksChanged() {
        painting.pointedChanged();
        layer.marksChanged();
    }

    private void editorChanged(PipelineEditor.Change change) {
        switch (change) {
            case PIPELINE -> redraft();
            case CHECK -> {
                redraft();
                painting.checkChanged();
            }
            case SELECTION -> painting.request();
            case SAVED -> {}
        }
        layer.editorChanged(change);
        speech.editorChanged(change);
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        Object told = speech.tell(attribute, parameters);
        return told == null ? super.queryAccessibleAttribute(attribute, parameters) : told;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        boolean resized = canvas.getWidth() != width || canvas.getHeight() != height;
        if (resized) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            painting.moved();
        }
        painting.view().resizeRelocate(0, 0, width, height);
        floats.resizeRelocate(0, 0, width, height);
        layer.layout(width, height);
        camera.resized(resized);
    }

    @Override
    public String getUserAgentStylesheet() {
        return StyleSheet.beside(CanvasPane.class, "canvas.css");
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return STYLES;
    }
}
