package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.breakpoints.HoldControl;
import dev.tailrace.designer.breakpoints.Marks;
import dev.tailrace.designer.pins.Pins;
import dev.tailrace.designer.preview.SampleChoices;
import dev.tailrace.designer.watch.LivePicture;
import dev.tailrace.designer.watch.LiveRun;
import dev.tailrace.designer.watch.LookBack;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.Runtime;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * What the panes of one open pipeline share: the editor, the runtime, the run that is shown. Used on the JavaFX thread.
 */
public final class Workbench {
    private final PipelineEditor editor;
    private final Runtime runtime;
    private final Texts texts;
    private final Executor background;
    private final ObjectProperty<@Nullable Run> run = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable LivePicture> picture = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable LiveRun> live = new SimpleObjectProperty<>();
    private SecretAsking askSecret = name -> {};
    private final BooleanProperty trusted = new SimpleBooleanProperty();
    private final SampleChoices samples = new SampleChoices();
    private final LookBack lookBack = new LookBack();
    private final Marks marks = new Marks();
    private final Pins pins = new Pins();
    private final HoldControl holds;

    /** @param background for I/O, previews and inference; never the JavaFX thread */
    public Workbench(PipelineEditor editor, Runtime runtime, Texts texts, Executor background) {
        this.editor = editor;
        this.runtime = runtime;
        this.texts = texts;
        this.background = background;
        this.holds = new HoldControl(this);
    }

    /** Which moment of the run is shown. */
    public LookBack lookBack() {
        return lookBack;
    }

    /** The breakpoints that the person has set in the pipeline. */
    public Marks marks() {
        return marks;
    }

    /** The values that the person has pinned beside nodes. */
    public Pins pins() {
        return pins;
    }

    /** What the run that is shown holds at one of the breakpoints. */
    public HoldControl holds() {
        return holds;
    }

    public PipelineEditor editor() {
        return editor;
    }

    public Runtime runtime() {
        return runtime;
    }

    public Texts texts() {
        return texts;
    }

    public Executor background() {
        return background;
    }

    /** Asks for values of secrets. */
    interface SecretAsking {
        void ask(@Nullable String name);
    }

    /** Asks for the value of a secret; of any, if none is named. */
    public void askSecret(@Nullable String name) {
        askSecret.ask(name);
    }

    void setOnAskSecret(SecretAsking ask) {
        askSecret = ask;
    }

    /** On which rows nodes are previewed. */
    public SampleChoices samples() {
        return samples;
    }

    /** The run that is shown, also after its end; null before the first. */
    public ObjectProperty<@Nullable Run> runProperty() {
        return run;
    }

    /**
     * How the run looks, set anew ten times a second while it lives, or how it looked at the moment of {@link #lookBack()};
     * null before the first.
     */
    public ObjectProperty<@Nullable LivePicture> pictureProperty() {
        return picture;
    }

    /** The readings of the run that is shown, for what looks back; null before the first. */
    public ObjectProperty<@Nullable LiveRun> liveProperty() {
        return live;
    }

    /**
     * Whether the person vouches for the file, by having drawn it or by having agreed to run it. Before that, nothing
     * that it names is read unless asked for.
     */
    public BooleanProperty trustedProperty() {
        return trusted;
    }
}
