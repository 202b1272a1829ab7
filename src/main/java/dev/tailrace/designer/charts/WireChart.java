package dev.tailrace.designer.charts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.model.Wire;

/**
 * A chart that somebody looks at a wire with. It is no part of the pipeline and no file knows of it.
 *
 * @param operator id of the sink that would draw it, such as {@code chart-sink}
 * @param settings of that sink, as in files
 */
public record WireChart(Wire wire, String operator, ObjectNode settings) {
    public WireChart {
        settings = settings.deepCopy();
    }

    @Override
    public ObjectNode settings() {
        return settings.deepCopy();
    }
}
