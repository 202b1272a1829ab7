package dev.tailrace.designer.rows;

import dev.tailrace.designer.actions.Matches;
import dev.tailrace.designer.watch.LivePicture;
import dev.tailrace.designer.watch.LivePicture.LiveWire;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.view.TableView;
import dev.tailrace.runtime.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What rows there are to look at: the wires of the drawing, and the sinks that show a table. No toolkit. */
final class WireChoices {
    /**
     * One of them.
     *
     * @param detail its rate or count, empty before the first run
     */
    record Choice(RowOrigin origin, String title, String detail, LivePicture.@Nullable WireState state) {}

    private WireChoices() {}

    /** In the order of the drawing's wires; sinks after them. */
    static List<Choice> of(Pipeline pipeline, @Nullable Run run, @Nullable LivePicture picture) {
        List<Choice> choices = new ArrayList<>();
        pipeline.wires().forEach(wire -> {
            RowOrigin origin = new RowOrigin.OfWire(wire);
            LiveWire live = picture == null ? null : picture.wires().get(wire);
            choices.add(new Choice(
                    origin,
                    origin.title(pipeline),
                    live == null ? "" : live.label(),
                    live == null ? null : live.state()));
        });
        for (Node node : pipeline.nodes()) {
            if (run != null && run.view(node.id()) instanceof TableView) {
                RowOrigin origin = new RowOrigin.OfSink(node.id());
                choices.add(new Choice(origin, origin.title(pipeline), "", null));
            }
        }
        return choices;
    }

    /** Those whose title fits what is typed, the best first; of equally good ones the order stays. */
    static List<Choice> matching(List<Choice> choices, String typed) {
        return choices.stream()
                .filter(choice -> score(choice, typed) > 0)
                .sorted(Comparator.comparingInt((Choice choice) -> -score(choice, typed)))
                .toList();
    }

    private static int score(Choice choice, String typed) {
        return Matches.score(typed, choice.title());
    }
}
