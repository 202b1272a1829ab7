package dev.tailrace.designer;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.NoticeBar.Kind;
import dev.tailrace.designer.watch.Fixes;
import dev.tailrace.model.Node;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Run;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Says in the window how runs begin and end. Used on the JavaFX thread. */
final class RunNews implements RunControl.Listener {
    private final Workbench workbench;
    private final Texts texts;
    private final NoticeBar notice;
    private final BottomPane bottom;
    private final Consumer<String> goTo;
    private final Consumer<Run> ended;

    /**
     * @param goTo leads to the node of an id
     * @param ended hears of each run that has ended
     */
    RunNews(Workbench workbench, NoticeBar notice, BottomPane bottom, Consumer<String> goTo, Consumer<Run> ended) {
        this.workbench = workbench;
        this.texts = workbench.texts();
        this.notice = notice;
        this.bottom = bottom;
        this.goTo = goTo;
        this.ended = ended;
    }

    @Override
    public void hasErrors(CheckedPipeline checked) {
        int errors = (int) checked.problems().stream().filter(Problem::isError).count();
        bottom.reveal(BottomPane.PROBLEMS);
        notice.tell(Kind.ERROR, texts.get("designer.window.not-run", errors), null);
    }

    @Override
    public void started() {
        notice.clear();
        if (bottom.selectedProperty().get() == BottomPane.PROBLEMS) {
            bottom.reveal(BottomPane.DATA);
        }
    }

    @Override
    public void ended(Run run, @Nullable Problem problem) {
        ended.accept(run);
        if (problem == null) {
            return;
        }
        String node = problem.node();
        Optional<Node> at =
                node == null ? Optional.empty() : run.pipeline().pipeline().node(node);
        String message = texts.message(problem);
        notice.tell(
                Kind.ERROR,
                at.map(where -> texts.get("designer.window.failed-at", where.name(), message))
                        .orElse(message),
                texts.remedy(problem));
        // One button that helps; the others stand in the Problems pane.
        Fixes.offers(workbench, problem).stream()
                .findFirst()
                .ifPresent(offer ->
                        notice.offer("fix-failure", offer.words(), () -> Fixes.apply(workbench, problem, offer)));
        at.ifPresent(where ->
                notice.offer("show-failure", texts.get("designer.window.show"), () -> goTo.accept(where.id())));
    }
}
