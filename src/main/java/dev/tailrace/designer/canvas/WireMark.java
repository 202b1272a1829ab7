package dev.tailrace.designer.canvas;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.breakpoints.Mark;
import dev.tailrace.model.Wire;
import dev.tailrace.runtime.Breakpoints.Tally;
import dev.tailrace.runtime.Held;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a breakpoint is drawn at its wire: a disc beside the pill, and the condition in it.
 *
 * @param condition short enough for a pill
 * @param hits what has been hit so far, in words; empty while nothing runs
 * @param disc beside the pill
 * @param held whether a row is held there now
 */
record WireMark(String condition, String hits, Disc disc, boolean held) {
    /** How a wire with a breakpoint is told from others. */
    enum Disc {
        /** A row is still held where there is no breakpoint any more. */
        NONE,
        /** Runs do not hold there now. */
        HOLLOW,
        FULL
    }

    private static final int LONGEST = 28;

    /** Puts the breakpoints of a drawing, and what its run holds, beside what else stands at the wires. */
    static Map<Wire, Scene.WireNote> beside(Map<Wire, Scene.WireNote> others, Workbench workbench) {
        Map<Wire, Mark> marks = workbench.marks().in(workbench.editor().pipeline());
        Held held = workbench.holds().heldProperty().get();
        if (marks.isEmpty() && held == null) {
            return others;
        }
        Map<Wire, Scene.WireNote> notes = new HashMap<>(others);
        Map<Wire, Tally> tallies = workbench.holds().talliesProperty().get();
        marks.forEach((wire, mark) -> {
            boolean here = held != null && held.wire().equals(wire);
            put(notes, wire, of(mark, tallies.get(wire), here, workbench.texts()));
        });
        if (held != null && !marks.containsKey(held.wire())) {
            put(
                    notes,
                    held.wire(),
                    new WireMark(workbench.texts().get("designer.breakpoint.held"), "", Disc.NONE, true));
        }
        return notes;
    }

    private static void put(Map<Wire, Scene.WireNote> notes, Wire wire, WireMark mark) {
        Scene.WireNote other = notes.get(wire);
        notes.put(wire, new Scene.WireNote(other == null ? "" : other.text(), other != null && other.error(), mark));
    }

    private static WireMark of(Mark mark, @Nullable Tally tally, boolean held, Texts texts) {
        String hits = "";
        if (!mark.on()) {
            hits = texts.get("designer.breakpoint.off");
        } else if (tally != null && (held || tally.hits() > 0)) {
            hits = texts.get("designer.breakpoint.hits", tally.hits());
        }
        String text = mark.breakpoint().condition().strip().replaceAll("\\s+", " ");
        if (text.isEmpty()) {
            text = texts.get("designer.breakpoint.every-row");
        } else if (text.length() > LONGEST) {
            text = text.substring(0, LONGEST - 1).stripTrailing() + "\u2026";
        }
        return new WireMark(text, hits, mark.on() ? Disc.FULL : Disc.HOLLOW, held);
    }
}
