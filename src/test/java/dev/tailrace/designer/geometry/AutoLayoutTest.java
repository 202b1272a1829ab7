package dev.tailrace.designer.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.FlowDirection;
import dev.tailrace.model.Pipeline.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Automatic layouts of drawings, without a screen. */
class AutoLayoutTest {
    private static CanvasModel draft(Pipeline pipeline) {
        return new Drafting(Drawings.catalogue(), Drawings.TEXTS, new Typefaces())
                .draft(pipeline, Drawings.editor(pipeline).checked(), Set.of());
    }

    private static CanvasModel laidOut(Pipeline pipeline) {
        Map<String, Point> places = new HashMap<>(pipeline.layout());
        places.putAll(AutoLayout.of(draft(pipeline)));
        return draft(pipeline.withLayout(places));
    }

    private static Box box(CanvasModel model, String id) {
        return Objects.requireNonNull(model.node(id)).box();
    }

    private static void assertApart(CanvasModel model) {
        List<NodeBox> nodes = new ArrayList<>(model.nodes());
        for (int i = 0; i < nodes.size(); i++) {
            for (int j = i + 1; j < nodes.size(); j++) {
                assertFalse(
                        nodes.get(i).box().grown(12).meets(nodes.get(j).box()),
                        nodes.get(i).id() + " and " + nodes.get(j).id());
            }
        }
    }

    @Test
    void aChainThatFlowsDownLeavesRoomForALabelOnEachWire() {
        CanvasModel model = laidOut(Drawings.earthquakes());
        assertEquals(108, box(model, "time").y() - box(model, "feed").y());
        assertEquals(box(model, "feed").centreX(), box(model, "time").centreX());
        assertApart(model);
    }

    @Test
    void aChainThatFlowsRightLeavesRoomForALabelOnEachWire() {
        CanvasModel model = laidOut(Drawings.earthquakes().withFlow(FlowDirection.RIGHT));
        assertTrue(box(model, "time").x() - box(model, "feed").right() >= 152 - 28, "a wide node grows to both sides");
        assertApart(model);
    }

    @Test
    void noOtherNodeStandsInTheFrameOfAGroup() {
        for (FlowDirection flow : FlowDirection.values()) {
            CanvasModel model = laidOut(Drawings.grouped().withFlow(flow));
            Box frame = Objects.requireNonNull(model.frame("counts")).box();
            for (NodeBox node : model.nodes()) {
                boolean inside = List.of("hourly", "chart").contains(node.id());
                assertEquals(inside, frame.meets(node.box()), node.id() + " flowing " + flow);
            }
            assertApart(model);
        }
    }

    @Test
    void aBlockIsLaidOutAsANode() {
        CanvasModel model = laidOut(Drawings.folded());
        assertTrue(box(model, "counts").y() > box(model, "strong").bottom());
        assertApart(model);
    }

    @Test
    void whatIsNotChosenStaysWhereItIs() {
        Map<String, Point> places = AutoLayout.of(draft(Drawings.earthquakes()), Set.of("top", "board"));
        assertEquals(Set.of("top", "board"), places.keySet());
    }

    @Test
    void aNodeThatIsWiredToNothingStandsBesideTheOthers() {
        CanvasModel model = laidOut(Drawings.orders());
        assertApart(model);
    }
}
