package dev.tailrace.designer.preview;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.preview.SampleChoices.Origin;
import dev.tailrace.model.PortRef;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the node makes of sample rows, computed aside a moment after the last keystroke: the first rows of its sources,
 * rows of the last run, or rows that the person types. Nothing is read or run for a pipeline that the person does not
 * trust, unless asked for.
 */
public final class PreviewBox extends VBox {
    private static final int ROWS_TO_START_WITH = 3;
    private static final Duration LATE = Duration.millis(300);
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final Workbench workbench;
    private final PreviewedRow previewed;
    private final Runnable chosen;
    private final PreviewWork work;
    private final Label count = new Label();
    private final SampleBar bar;
    private final TypedRowsPane typed;
    private final PreviewTable table;
    private final Label words = new Label();
    private final Button show;
    private final PauseTransition late = new PauseTransition(LATE);
    private @Nullable String node;
    private PreviewWork.@Nullable Made made;
    private boolean asked;

    /**
     * @param most lines shown
     * @param previewed is told the rows that enter
     * @param chosen hears that other rows are shown, or another one of them is chosen
     */
    public PreviewBox(Workbench workbench, int most, PreviewedRow previewed, Runnable chosen) {
        this.workbench = workbench;
        this.previewed = previewed;
        this.chosen = chosen;
        this.work = new PreviewWork(workbench, this::finished);
        getStyleClass().add("preview");
        Texts texts = workbench.texts();
        Label title = new Label(texts.get("designer.inspector.preview"));
        title.getStyleClass().add("inspector-label");
        count.getStyleClass().add("inspector-count");
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        bar = new SampleBar(texts, this::from, this::fill);
        typed = new TypedRowsPane(texts, new Typing());
        table = new PreviewTable(texts, most, this::choose);
        words.getStyleClass().add("inspector-hint");
        words.setWrapText(true);
        show = new Button(texts.get("designer.inspector.show-preview"));
        show.setOnAction(pressed -> {
            asked = true;
            update();
        });
        for (Region part : List.of(typed, table, words, show)) {
            part.managedProperty().bind(part.visibleProperty());
            part.setVisible(false);
        }
        getChildren().addAll(new HBox(8, title, spring, count), bar, typed, table, words, show);
        late.setOnFinished(waited -> say(texts.get("designer.preview.loading"), false));
        workbench.samples().addListener(this::update);
        workbench.trustedProperty().addListener((property, before, after) -> update());
        workbench.runProperty().addListener((property, before, after) -> update());
        hide();
    }

    /** @param newNode whose rows are shown from now on, or null for none */
    public void show(@Nullable String newNode) {
        if (!Objects.equals(newNode, node)) {
            node = newNode;
            made = null;
            asked = false;
            work.forget();
            table.setVisible(false);
            hide();
        }
        update();
    }

    /** The drawing or its check, the run, or the choice has changed. */
    private void update() {
        CheckedPipeline checked = workbench.editor().checked();
        String shown = node;
        CheckedNode found = shown == null ? null : checked.nodes().get(shown);
        if (shown == null || found == null || !knowsInputs(checked, found)) {
            work.cancel();
            hide();
            return;
        }
        SampleChoices.OfNode choice = workbench.samples().of(shown);
        bar.show(choice.origin(), names(found.inputs()), shownOutputs(checked, found));
        showTyped(checked, shown);
        setVisible(true);
        setManaged(true);
        if (!workbench.trustedProperty().get() && !asked) {
            table.setVisible(false);
            say(workbench.texts().get("designer.inspector.preview-reads"), true);
        } else if (!found.hasErrors() || made == null) {
            // A preview of the text before a mistake stays until the mistake is mended.
            work.begin(shown, choice);
            if (made == null) {
                late.play();
            }
        } else {
            work.cancel();
        }
    }

    private static List<String> names(List<Port> ports) {
        return ports.stream().map(Port::name).toList();
    }

    /** Failed and late rows only where somebody reads them; elsewhere they are told at the row that entered. */
    private static List<String> shownOutputs(CheckedPipeline checked, CheckedNode node) {
        return node.outputs().stream()
                .filter(port -> port.carries() != Port.Carries.ERRORS && port.carries() != Port.Carries.LATE_ROWS
                        || !checked.pipeline()
                                .wiresOutOf(new PortRef(node.node().id(), port.name()))
                                .isEmpty())
                .map(Port::name)
                .toList();
    }

    /** Whether rows can enter: each input that has to be wired is, and its columns are known. */
    private static boolean knowsInputs(CheckedPipeline checked, CheckedNode node) {
        return node.operator() != null
                && node.inputs().stream()
                        .allMatch(port ->
                                port.optional() || input(checked, node.node().id(), port.name()) != null)
                && (!node.inputs().isEmpty() || node.placement() != null);
    }

    private static @Nullable Schema input(CheckedPipeline checked, String node, String port) {
        return checked.pipeline().wiresInto(new PortRef(node, port)).stream()
                .map(checked::stream)
                .filter(Objects::nonNull)
                .findFirst()
                .map(StreamType::schema)
                .orElse(null);
    }

    private void from(Origin origin) {
        String shown = node;
        if (shown == null) {
            return;
        }
        SampleChoices.OfNode choice = workbench.samples().of(shown).from(origin);
        PreviewWork.Made now = made;
        if (origin == Origin.TYPED && now != null) {
            // Rows to begin with are those that are seen.
            for (Port port : now.subject().node(shown).inputs()) {
                var sample = now.preview().inputs().get(port.name());
                if (sample != null && !choice.typed().containsKey(port.name())) {
                    TypedRows rows = new TypedRows(
                            sample.schema(), now.subject().environment().zone());
                    choice = choice.typed(
                            port.name(),
                            rows.write(sample.rows()
                                    .subList(
                                            0,
                                            Math.min(
                                                    ROWS_TO_START_WITH,
                                                    sample.rows().size()))));
                }
            }
        }
        workbench.samples().put(shown, choice);
        update();
    }

    /** Whether undo there takes back what was typed, not an edit of the pipeline. */
    public static boolean hasOwnUndo(EventTarget target) {
        Node at = target instanceof Node node ? node : null;
        while (at != null && !(at instanceof TypedRowsPane)) {
            at = at.getParent();
        }
        return at != null;
    }

    /** What is typed belongs to the shown node and port. */
    private final class Typing implements TypedRowsPane.Does {
        @Override
        public void typed(String rows, boolean goesOn) {
            String shown = node;
            if (shown != null) {
                workbench.samples().type(shown, bar.input(), rows, goesOn);
            }
        }

        @Override
        public void endStep() {
            workbench.samples().endStep();
        }

        @Override
        public void undo() {
            String shown = node;
            if (shown != null) {
                workbench.samples().undo(shown, bar.input());
            }
        }

        @Override
        public void redo() {
            String shown = node;
            if (shown != null) {
                workbench.samples().redo(shown, bar.input());
            }
        }
    }

    private void showTyped(CheckedPipeline checked, String shown) {
        SampleChoices samples = workbench.samples();
        SampleChoices.OfNode choice = samples.of(shown);
        String port = bar.input();
        Schema columns = port.isEmpty() ? null : input(checked, shown, port);
        boolean isTyped = choice.origin() == Origin.TYPED && columns != null;
        typed.setVisible(isTyped);
        if (isTyped && columns != null) {
            typed.show(new TypedRowsPane.Shown(
                    shown + " " + port,
                    columns,
                    checked.environment().zone(),
                    choice.typed().getOrDefault(port, ""),
                    samples.canUndo(shown, port),
                    samples.canRedo(shown, port)));
        }
    }

    private void choose(int row) {
        previewed.choose(bar.input(), row);
        chosen.run();
    }

    private void finished(PreviewWork.Made newMade) {
        if (!newMade.node().equals(node)) {
            return;
        }
        late.stop();
        made = newMade;
        previewed.show(newMade.entered());
        fill();
        chosen.run();
    }

    private void fill() {
        PreviewWork.Made now = made;
        String shown = node;
        if (now == null || shown == null) {
            return;
        }
        showTyped(workbench.editor().checked(), shown);
        PreviewLines lines = PreviewLines.of(now.preview(), bar.input(), bar.output());
        Problem problem = now.problem();
        boolean any = !lines.lines().isEmpty();
        table.setVisible(any);
        count.setText(any ? counts(lines) : "");
        table.show(
                lines, words(now.subject(), shown), now.subject().environment().zone(), previewed.chosen(bar.input()));
        if (problem != null) {
            say(workbench.texts().of(problem), false);
            words.pseudoClassStateChanged(WRONG, true);
        } else if (!any) {
            say(workbench.texts().get("designer.preview.empty"), false);
        } else if (!now.unread().isEmpty()) {
            say(workbench.texts().get("designer.preview.unread", String.join(", ", now.unread())), false);
        } else {
            words.setVisible(false);
            show.setVisible(false);
        }
    }

    private String counts(PreviewLines lines) {
        Texts texts = workbench.texts();
        String said = lines.in() == null
                ? texts.get("designer.inspector.preview-rows", lines.left())
                : lines.out() == null
                        ? texts.get("designer.inspector.preview-rows", lines.entered())
                        : lines.passing()
                                ? texts.get("designer.inspector.preview-pass", lines.left(), lines.entered())
                                : texts.get("designer.preview.in-out", lines.entered(), lines.left());
        return lines.failed() == 0 ? said : said + " · " + texts.get("designer.preview.failed", lines.failed());
    }

    /** Words of the settings, so that the columns they name are shown first. */
    private static Set<String> words(CheckedPipeline subject, String node) {
        Set<String> found = new HashSet<>();
        CheckedNode checked = subject.nodes().get(node);
        if (checked != null) {
            collect(checked.node().settings(), found);
        }
        return found;
    }

    private static void collect(JsonNode value, Set<String> words) {
        if (value.isTextual()) {
            words.addAll(List.of(value.textValue().split("[^\\p{L}\\p{N}_]+")));
        } else {
            value.forEach(inside -> collect(inside, words));
        }
    }

    private void say(String sentence, boolean offer) {
        words.pseudoClassStateChanged(WRONG, false);
        words.setText(sentence);
        words.setVisible(true);
        show.setVisible(offer);
    }

    private void hide() {
        late.stop();
        count.setText("");
        words.setVisible(false);
        show.setVisible(false);
        setVisible(false);
        setManaged(false);
    }
}
