package dev.tailrace.operator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Setup;
import java.nio.file.Path;
import java.util.Map;

/** Checks drawings. Pure: no I/O, the same answer for the same drawing. Safe on any thread. */
public final class PipelineCheck {
    private final Catalogue catalogue;

    public PipelineCheck(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * @param baseDirectory the folder of the pipeline's file
     * @param values of parameters for this run, over their defaults
     */
    public CheckedPipeline check(Pipeline pipeline, Path baseDirectory, Map<String, JsonNode> values) {
        throw new UnsupportedOperationException(catalogue.toString());
    }

    /**
     * What each node has to do, after columns that nobody reads are taken out.
     *
     * @param checked without errors
     * @return by node id, in the order of the check
     */
    public Map<String, Setup<?>> setups(CheckedPipeline checked) {
        throw new UnsupportedOperationException(checked.toString());
    }
}
