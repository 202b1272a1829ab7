package dev.tailrace.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Groups in groups: which lies in which, and what becomes of those that overlap. */
class NestingTest {
    private static final Group INNER = Group.of("inner", "Inner", List.of("b", "c"));
    private static final Group MIDDLE = Group.of("middle", "Middle", List.of("a", "b", "c"));
    private static final Group OUTER = Group.of("outer", "Outer", List.of("a", "b", "c", "d"));
    private static final Group ASIDE = Group.of("aside", "Aside", List.of("e"));

    private final Nesting nesting = new Nesting(List.of(INNER, ASIDE, OUTER, MIDDLE));

    @Test
    void eachGroupComesAfterThoseThatItLiesIn() {
        assertEquals(List.of(OUTER, MIDDLE, INNER, ASIDE), nesting.outerFirst());
        assertEquals(List.of(OUTER, MIDDLE), nesting.around(INNER));
        assertEquals(List.of(MIDDLE, INNER), nesting.within(OUTER));
        assertEquals(List.of(), nesting.within(ASIDE));
        assertEquals(INNER, nesting.innermost("c"));
        assertEquals(List.of(OUTER, MIDDLE), nesting.around("a"));
    }

    @Test
    void aNodeIsDrawnInTheBlockOfTheOutermostCollapsedGroup() {
        Nesting folded = new Nesting(List.of(INNER.withCollapsed(true), MIDDLE.withCollapsed(true), OUTER));
        assertEquals(Optional.of("middle"), folded.blockOf("b").map(Group::id));
        assertEquals(Optional.empty(), folded.blockOf("d"));
        assertTrue(folded.isHidden(INNER.withCollapsed(true)));
        assertFalse(folded.isHidden(MIDDLE.withCollapsed(true)));
    }

    @Test
    void ofGroupsThatOverlapTheLaterLosesWhatTheyShare() {
        Group across = Group.of("across", "Across", List.of("c", "d", "x"));
        assertEquals(
                List.of(OUTER.withNodes(List.of("a", "b", "c", "d")), across.withNodes(List.of("x"))),
                Nesting.mended(List.of(OUTER, across), Set.of("a", "b", "c", "d", "x")));
    }

    @Test
    void nestedGroupsStayNestedAndThoseWithoutNodesGo() {
        assertEquals(List.of(INNER, OUTER), Nesting.mended(List.of(INNER, OUTER, ASIDE), Set.of("a", "b", "c", "d")));
        assertEquals(
                List.of(OUTER.withNodes(List.of("a", "d"))), Nesting.mended(List.of(INNER, OUTER), Set.of("a", "d")));
    }

    @Test
    void ofTwoWithTheSameNodesTheEarlierLiesOutside() {
        Group same = Group.of("same", "Same", List.of("c", "b"));
        assertEquals(List.of(same), new Nesting(List.of(same, INNER)).around(INNER));
    }
}
