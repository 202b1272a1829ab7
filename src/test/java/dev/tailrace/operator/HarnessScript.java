package dev.tailrace.operator;

import dev.tailrace.data.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens to a node, step by step.
 *
 * @param steps in their order; wires are counted over all inputs
 */
record HarnessScript(List<Step> steps) {
    /** One thing that happens to the node. */
    sealed interface Step {
        record Rows(int wire, List<Row> rows) implements Step {}

        record Watermark(int wire, long millis) implements Step {}

        record Now(long millis) implements Step {}

        record End(int wire) implements Step {}
    }

    HarnessScript {
        steps = List.copyOf(steps);
    }

    int size() {
        return steps.size();
    }

    /** What is left from a step on. */
    HarnessScript from(int step) {
        return new HarnessScript(steps.subList(step, steps.size()));
    }

    /** With an end at its end for each wire that has none. */
    HarnessScript ended(int wires) {
        List<Step> all = new ArrayList<>(steps);
        for (int wire = 0; wire < wires; wire++) {
            Step end = new Step.End(wire);
            if (!all.contains(end)) {
                all.add(end);
            }
        }
        return new HarnessScript(all);
    }

    /** With rows that follow each other on one wire put together and cut anew. */
    HarnessScript recut(int rowsPerStep) {
        List<Step> cut = new ArrayList<>();
        List<Row> run = new ArrayList<>();
        int wireOfRun = -1;
        for (Step step : steps) {
            if (!(step instanceof Step.Rows rows)) {
                cut(run, wireOfRun, rowsPerStep, cut);
                cut.add(step);
                continue;
            }
            if (rows.wire() != wireOfRun) {
                cut(run, wireOfRun, rowsPerStep, cut);
                wireOfRun = rows.wire();
            }
            run.addAll(rows.rows());
        }
        cut(run, wireOfRun, rowsPerStep, cut);
        return new HarnessScript(cut);
    }

    private static void cut(List<Row> run, int wire, int rowsPerStep, List<Step> steps) {
        for (int from = 0; from < run.size(); from += rowsPerStep) {
            steps.add(new Step.Rows(wire, List.copyOf(run.subList(from, Math.min(run.size(), from + rowsPerStep)))));
        }
        run.clear();
    }
}
