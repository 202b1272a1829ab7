package dev.tailrace.designer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tailrace.designer.commands.ChangeSettings;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Edits, runs, stops and undoes again and again, and looks what stays in the heap. */
final class Soak {
    private static final int EDITS = 20;

    /** After which all caches are filled. */
    private static final int FIRST_CYCLES = 5;

    private static final int LEAST_SAMPLES = 6;

    /** @param heapBytes used after a collection */
    record Sample(int cycles, long heapBytes) {}

    private final DrivenWindow driven;
    private final Path file;

    /** @param file of a pipeline with a filter {@code some} that runs until it is stopped */
    Soak(DrivenWindow driven, Path file) {
        this.driven = driven;
        this.file = file;
    }

    /** @return about twenty samples, the first after a few cycles that have filled all caches */
    List<Sample> run(long nanos) throws Exception {
        driven.open(file);
        List<Sample> samples = new ArrayList<>();
        long begin = System.nanoTime();
        long every = Math.max(nanos / 20, TimeUnit.MILLISECONDS.toNanos(200));
        long next = begin + nanos / 4;
        int cycles = 0;
        while (System.nanoTime() - begin < nanos || samples.size() < LEAST_SAMPLES) {
            cycle();
            cycles++;
            if (cycles >= FIRST_CYCLES && System.nanoTime() >= next) {
                samples.add(new Sample(cycles, heapAfterCollection()));
                next = System.nanoTime() + every;
            }
        }
        return samples;
    }

    private void cycle() throws Exception {
        PipelineEditor editor = DrivenWindow.onFx(() -> driven.canvas().editor());
        for (int edit = 0; edit < EDITS; edit++) {
            int least = 100 + edit;
            DrivenWindow.doIt(() -> {
                editor.selectNodes(List.of("some"));
                editor.apply(new ChangeSettings(
                        "some",
                        JsonNodeFactory.instance.objectNode().put("condition", "price > " + least),
                        "condition"));
                editor.endMerge();
            });
        }
        DrivenWindow.until(editor::isCheckCurrent);
        driven.run("run");
        DrivenWindow.until(() -> driven.text("#state").equals("Running"));
        driven.run("stop");
        DrivenWindow.until(() -> !driven.text("#state").equals("Running")
                && !driven.text("#state").equals("Stopping"));
        DrivenWindow.doIt(() -> {
            while (editor.nextUndo().isPresent()) {
                editor.undo();
            }
        });
        DrivenWindow.until(editor::isCheckCurrent);
    }

    private static long heapAfterCollection() {
        // Twice: what finalizers and cleaners let go in the first is collected in the second.
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
