package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Leads a wire through one more point.
 *
 * @param bend the index that the point shall have
 */
public record AddBend(Bend bend, Point at) implements Command {
    @Override
    public Pipeline apply(Pipeline before) {
        Map<String, List<Point>> bends =
                new LinkedHashMap<>(before.attachments().bends());
        List<Point> points = new ArrayList<>(bends.getOrDefault(bend.wire(), List.of()));
        points.add(Math.min(bend.index(), points.size()), at);
        bends.put(bend.wire(), points);
        return before.withAttachments(before.attachments().withBends(bends));
    }

    @Override
    public String titleKey() {
        return "designer.command.add-bend";
    }

    /** The drag that follows is part of the edit. */
    @Override
    public String mergeKey() {
        return mergeKey(bend);
    }

    static String mergeKey(Bend bend) {
        return "bend:" + bend.wire() + ":" + bend.index();
    }
}
