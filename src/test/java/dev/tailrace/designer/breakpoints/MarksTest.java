package dev.tailrace.designer.breakpoints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.runtime.Breakpoint;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MarksTest {
    private static final Wire FIRST = Wire.of("a.out", "b.in");
    private static final Wire SECOND = Wire.of("b.out", "c.in");

    private final Marks marks = new Marks();
    private final Pipeline drawing = Pipeline.empty("test").withWires(List.of(FIRST, SECOND));

    @Test
    void togglingSetsABreakpointAtEveryRowAndTakesItAway() {
        marks.toggle(FIRST);
        assertEquals(Mark.PLAIN, marks.of(FIRST));
        marks.toggle(FIRST);
        assertNull(marks.of(FIRST));
        assertTrue(marks.isEmpty());
    }

    @Test
    void runsHoldOnlyWhereABreakpointIsOn() {
        Breakpoint large = new Breakpoint("n > 5", 3);
        marks.set(FIRST, new Mark(large, true));
        marks.set(SECOND, new Mark(Breakpoint.ALWAYS, false));

        assertEquals(Map.of(FIRST, large), marks.breakpoints(drawing));
        assertEquals(2, marks.in(drawing).size());
    }

    @Test
    void theBreakpointOfADeletedWireWaitsForItsReturn() {
        marks.toggle(FIRST);

        assertTrue(marks.in(drawing.withWires(List.of(SECOND))).isEmpty());
        assertEquals(Map.of(FIRST, Mark.PLAIN), marks.in(drawing));
    }

    @Test
    void listenersHearOfChangesAndOfNothingElse() {
        AtomicInteger heard = new AtomicInteger();
        marks.addListener(heard::incrementAndGet);
        marks.toggle(FIRST);
        marks.set(FIRST, Mark.PLAIN);
        marks.remove(SECOND);
        assertEquals(1, heard.get());
        marks.clear();
        marks.clear();
        assertEquals(2, heard.get());
    }
}
