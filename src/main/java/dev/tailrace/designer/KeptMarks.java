package dev.tailrace.designer;

import dev.tailrace.designer.breakpoints.Marks;
import dev.tailrace.designer.files.BreakpointMemory;
import dev.tailrace.designer.files.Folders;
import dev.tailrace.designer.files.PinMemory;
import dev.tailrace.designer.pins.Pins;

/** Remembers the breakpoints and the pins of an open pipeline for its file. Used on the JavaFX thread. */
final class KeptMarks {
    private KeptMarks() {}

    static void begin(OpenPipeline open, Folders folders, Remembering remembering) {
        Marks marks = open.workbench().marks();
        Pins pins = open.workbench().pins();
        new KeptByFile<>(open, new BreakpointMemory(folders), remembering)
                .begin(marks::all, marks::restore, marks::addListener);
        new KeptByFile<>(open, new PinMemory(folders), remembering).begin(pins::all, pins::restore, pins::addListener);
    }
}
