package dev.tailrace.designer.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.gestures.DeskSurface;
import dev.tailrace.designer.gestures.PickRequest;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.FlowDirection;
import dev.tailrace.model.PortRef;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where the next operator goes: nodes are 208 × 56, wires to new ones 72 long. */
class ContinuationTest {
    private static Optional<PickRequest> behind(Pipeline pipeline, String node) {
        return Continuation.of(new DeskSurface(pipeline).model(), node, pipeline.flow());
    }

    private static Drawings.Drawing feed() {
        return new Drawings.Drawing("line").node("feed", "feed", "Feed", "quakes.jsonl", 96, 16);
    }

    @Test
    void theNextOperatorGoesBelowTheSelectedOneAndIsWiredToIt() {
        PickRequest next = behind(feed().pipeline(), "feed").orElseThrow();
        assertEquals(new PortRef("feed", "out"), next.end());
        assertEquals(96 + 104, next.x());
        assertEquals(16 + 56 + 72, next.y());
    }

    @Test
    void whereRowsRunToTheRightItGoesToTheRight() {
        Pipeline right = feed().pipeline().withFlow(FlowDirection.RIGHT);
        PickRequest next = behind(right, "feed").orElseThrow();
        assertEquals(96 + 208 + 72, next.x());
        assertEquals(16 + 28, next.y());
    }

    @Test
    void whereANodeStandsAlreadyItGoesBesideThat() {
        Pipeline crowded =
                feed().node("other", "feed", "Other", "other.jsonl", 96, 152).pipeline();
        assertEquals(96 + 104 + 208 + 24, behind(crowded, "feed").orElseThrow().x());
    }

    @Test
    void whatIsReadAlreadyOrHasNoRowsToGiveIsNotContinued() {
        Pipeline quakes = Drawings.earthquakes();
        assertTrue(behind(quakes, "feed").isEmpty(), "its rows are read; its failed rows are no line");
        assertTrue(behind(quakes, "chart").isEmpty(), "a sink ends a line");
        assertTrue(Continuation.of(new DeskSurface(quakes).model(), null, FlowDirection.DOWN)
                .isEmpty());
    }
}
