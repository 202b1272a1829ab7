package dev.tailrace.designer.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where things stand and what a pointer meets. */
class CanvasModelTest {
    private final CanvasModel model = model(Drawings.earthquakes());

    private static CanvasModel model(Pipeline pipeline) {
        PipelineEditor editor = Drawings.editor(pipeline);
        return new Drafting(editor.catalogue(), Drawings.TEXTS, new Typefaces())
                .draft(pipeline, editor.checked(), Set.of());
    }

    private static PortSpot input(CanvasModel model, String ref) {
        return Objects.requireNonNull(model.input(PortRef.parse(ref)), ref);
    }

    private static PortSpot output(CanvasModel model, String ref) {
        return Objects.requireNonNull(model.output(PortRef.parse(ref)), ref);
    }

    @Test
    void rowsEnterOnTopAndLeaveAtTheBottomAndSpillLeavesRight() {
        NodeBox node = Objects.requireNonNull(model.node("strong"));
        PortSpot in = input(model, "strong.in");
        PortSpot out = output(model, "strong.out");
        PortSpot error = output(model, "strong.error");
        assertEquals(new Point(536, 232), new Point(in.x(), in.y()), "432 + 208 / 2");
        assertEquals(new Point(536, 288), new Point(out.x(), out.y()), "56 high");
        assertEquals(Edge.RIGHT, error.edge());
        assertEquals(node.box().right(), error.x());
    }

    @Test
    void aWiderNodeKeepsItsPortsInLine() {
        NodeBox wide = Objects.requireNonNull(model.node("hourly"));
        assertTrue(wide.box().width() > NodeBox.WIDTH);
        assertEquals(272 + NodeBox.WIDTH / 2, input(model, "hourly.in").x());
    }

    @Test
    void flowToTheRightSwapsTheAxes() {
        CanvasModel turned = model(Drawings.earthquakes().withFlow(Pipeline.FlowDirection.RIGHT));
        assertEquals(Edge.LEFT, input(turned, "strong.in").edge());
        assertEquals(Edge.RIGHT, output(turned, "strong.out").edge());
        assertEquals(Edge.BOTTOM, output(turned, "strong.error").edge());
    }

    @Test
    void tablesEnterOnTheSideOfTheirSource() {
        CanvasModel orders = model(Drawings.orders());
        assertEquals(Edge.LEFT, input(orders, "add.table").edge());
        assertEquals(Edge.RIGHT, output(orders, "customers.out").edge());
        CanvasModel mirrored = model(
                Drawings.orders().withLayout(Map.of("customers", new Point(700, 432), "add", new Point(256, 432))));
        assertEquals(Edge.RIGHT, input(mirrored, "add.table").edge());
        assertEquals(Edge.LEFT, output(mirrored, "customers.out").edge());
    }

    @Test
    void aNeededInputWithoutAWireIsMissing() {
        CanvasModel one = model(
                new Drawings.Drawing("one").node("f", "filter", "F", "", 0, 0).pipeline());
        assertTrue(input(one, "f.in").missing());
        assertFalse(input(model, "strong.in").missing());
    }

    @Test
    void aPointerMeetsPortsBeforeNodesBeforeWires() {
        PortSpot out = output(model, "strong.out");
        Hit port = model.hit(out.x() + 6, out.y() - 6, Detail.FULL);
        assertEquals(out, assertInstanceOf(Hit.OfPort.class, port).spot());
        Hit node = model.hit(450, 250, Detail.FULL);
        assertEquals("strong", assertInstanceOf(Hit.OfNode.class, node).box().id());
        Hit wire = model.hit(540, 206, Detail.FULL);
        assertEquals(
                Wire.of("time.out", "strong.in"),
                assertInstanceOf(Hit.OfWire.class, wire).wire());
        assertSame(Hit.NOTHING, model.hit(544.5, 206, Detail.FULL), "8.5 beside the wire");
        assertInstanceOf(Hit.OfNode.class, model.hit(out.x(), out.y() - 1, Detail.BLOCKS), "no ports far out");
    }

    @Test
    void aBentWireIsMetOnItsCurve() {
        WirePath path = Objects.requireNonNull(model.wire(Wire.of("strong.out", "top.in")));
        double x = path.curve().x(0.5);
        double y = path.curve().y(0.5);
        assertEquals((536 + 696) / 2.0, x, 1e-9, "halfway by symmetry");
        assertEquals((288 + 364) / 2.0, y, 1e-9);
        assertInstanceOf(Hit.OfWire.class, model.hit(x, y, Detail.FULL));
    }

    @Test
    void theBadgeOfANodeWithProblemsIsMetOnItsCorner() {
        CanvasModel orders = model(Drawings.orders());
        NodeBox join = Objects.requireNonNull(orders.node("join"));
        assertEquals(1, join.errors());
        Hit hit = orders.hit(join.box().right() + 8, join.box().y() - 5, Detail.FULL);
        assertEquals("join", assertInstanceOf(Hit.OfBadge.class, hit).box().id());
    }

    @Test
    void movedNodesTakeTheirWiresAlongAndLeaveTheOthers() {
        CanvasModel moved = model.moved(Set.of("dead"), 10, 20);
        assertEquals(input(model, "dead.in").x() + 10, input(moved, "dead.in").x());
        WirePath path = Objects.requireNonNull(moved.wire(Wire.of("feed.error", "dead.in")));
        assertEquals(input(moved, "dead.in").y(), path.curve().y4());
        Wire other = Wire.of("feed.out", "time.in");
        assertSame(model.wire(other), moved.wire(other));
    }

    @Test
    void arrowsFindTheNearestNodeThatWay() {
        NodeBox strong = Objects.requireNonNull(model.node("strong"));
        assertEquals(
                "time", Objects.requireNonNull(model.next(strong, Edge.TOP)).id());
        NodeBox hourly = Objects.requireNonNull(model.node("hourly"));
        assertEquals(
                "top", Objects.requireNonNull(model.next(hourly, Edge.RIGHT)).id());
    }

    @Test
    void aDrawingWithoutPlacesIsLaidOutWithoutOverlaps() {
        CanvasModel laid = model(Drawings.earthquakes().withLayout(Map.of()));
        Set<String> seen = new HashSet<>();
        for (NodeBox one : laid.nodes()) {
            for (NodeBox other : laid.nodes()) {
                assertFalse(
                        !one.id().equals(other.id()) && one.box().meets(other.box()), one.id() + " over " + other.id());
            }
            seen.add(one.id());
        }
        assertEquals(8, seen.size());
        for (WirePath path : laid.wires()) {
            assertTrue(path.curve().y1() < path.curve().y4(), path.wire().id() + " runs down");
        }
    }

    @Test
    void unknownOperatorsKeepTheirWires() {
        CanvasModel strange = model(new Drawings.Drawing("strange")
                .node("a", "from-the-future", "A", "", 0, 0)
                .node("b", "dead", "B", "", 0, 200)
                .wire("a.results", "b.in")
                .pipeline());
        assertNotNull(strange.wire(Wire.of("a.results", "b.in")));
    }

    @Test
    void fittingShowsTheWholeDrawingAtNoMoreThanFullSize() {
        Box bounds = Objects.requireNonNull(model.bounds());
        Viewport wide = Viewport.fitting(bounds, 4_000, 4_000);
        assertEquals(1, wide.zoom());
        Viewport small = Viewport.fitting(bounds, 500, 400);
        assertTrue(small.visible(500, 400).contains(bounds));
    }

    @Test
    void zoomStaysWithinItsBounds() {
        assertEquals(Viewport.MAX_ZOOM, Viewport.START.zoomed(100, 0, 0).zoom());
        assertEquals(Viewport.MIN_ZOOM, Viewport.START.zoomed(0.001, 0, 0).zoom());
    }

    @Test
    void equalGapsAttractAndAreShown() {
        CanvasModel row = model(new Drawings.Drawing("row")
                .node("a", "feed", "A", "", 0, 0)
                .node("b", "feed", "B", "", 324, 0)
                .node("c", "feed", "C", "", 700, 0)
                .pipeline());
        Box moving = new Box(700 - 50, 2, 208, 56);
        Snap snap = Snap.of(row, Set.of("c"), moving, 650, 1);
        assertEquals(648 - 650, snap.dx(), "324 + 208 + a gap of 116");
        assertEquals(-2, snap.dy());
        assertEquals(2, snap.lines().get(0).gaps().size());
        assertEquals(116, snap.lines().get(0).gaps().get(0).length());
    }
}
