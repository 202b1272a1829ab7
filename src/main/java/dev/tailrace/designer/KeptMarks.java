package dev.tailrace.designer;

import dev.tailrace.designer.breakpoints.Marks;
import dev.tailrace.designer.files.BreakpointMemory;
import dev.tailrace.designer.files.PinMemory;
import dev.tailrace.designer.pins.Pins;
import java.io.IOException;
import java.util.function.Consumer;

/** Remembers the breakpoints and the pins of an open pipeline for its file. Used on the JavaFX thread. */
final class KeptMarks {
    private KeptMarks() {}

    /** @param cannotKeep hears, on the JavaFX thread, that they could not be written */
    static void begin(OpenPipeline open, Surroundings given, Consumer<IOException> cannotKeep) {
        Marks marks = open.workbench().marks();
        Pins pins = open.workbench().pins();
        new KeptByFile<>(open, new BreakpointMemory(given.folders()), given.keeper(), cannotKeep)
                .begin(marks::all, marks::restore, marks::addListener);
        new KeptByFile<>(open, new PinMemory(given.folders()), given.keeper(), cannotKeep)
                .begin(pins::all, pins::restore, pins::addListener);
    }
}
