package dev.tailrace.runtime;

import dev.tailrace.data.Problem;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.List;

/** Says pipelines in the language of another runtime, for people to read and to take along. Safe on any thread. */
public interface Translator {
    /**
     * @param text as a client of that runtime takes it; a part of the pipeline where there are refusals
     * @param refusals why some nodes cannot be said with the same answers
     */
    record Script(String text, List<Problem> refusals) {
        public Script {
            refusals = List.copyOf(refusals);
        }
    }

    /** @param pipeline without errors */
    Script translate(CheckedPipeline pipeline);
}
