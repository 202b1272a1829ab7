package dev.tailrace.designer.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.Drawings.Drawing;
import dev.tailrace.model.Pipeline;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one saved state says of the one before. */
class ChangeSummaryTest {
    private static final Pipeline BEFORE = new Drawing("orders")
            .node("feed", "feed", "Orders", "orders.csv", 80, 80)
            .node("strong", "filter", "Strong", "mag > 4", 80, 200)
            .wire("feed.out", "strong.in")
            .pipeline();

    @Test
    void operatorsThatCameAndWentAreNamedAndTheirWiresGoWithoutSaying() {
        Pipeline after = new Drawing("orders")
                .node("feed", "feed", "Orders", "orders.csv", 80, 80)
                .node("top", "top", "Highest", "ten", 80, 200)
                .wire("feed.out", "top.in")
                .pipeline();
        assertEquals("Added Highest · Removed Strong", summary(BEFORE, after));
    }

    @Test
    void anotherNameIsNotAnotherSetting() {
        Pipeline after = new Drawing("orders")
                .node("feed", "feed", "All orders", "orders.csv", 80, 80)
                .node("strong", "filter", "Strong", "mag > 5", 80, 200)
                .wire("feed.out", "strong.in")
                .pipeline();
        assertEquals("Changed Strong · Renamed All orders", summary(BEFORE, after));
    }

    @Test
    void wiresBetweenOperatorsThatStayedAreCounted() {
        assertEquals("1 wire changed", summary(BEFORE, BEFORE.withWires(List.of())));
    }

    @Test
    void manyOperatorsAreCounted() {
        Pipeline after = new Drawing("orders")
                .node("a", "feed", "A", "", 0, 0)
                .node("b", "feed", "B", "", 0, 0)
                .node("c", "feed", "C", "", 0, 0)
                .pipeline();
        assertEquals("Added 3 operators", summary(Pipeline.empty("orders"), after));
    }

    @Test
    void aMoveIsSaidOnlyIfNothingElseHappened() {
        Pipeline after = new Drawing("orders")
                .node("feed", "feed", "Orders", "orders.csv", 160, 80)
                .node("strong", "filter", "Strong", "mag > 4", 80, 200)
                .wire("feed.out", "strong.in")
                .pipeline();
        assertEquals("Moved operators", summary(BEFORE, after));
        assertEquals("Saved without changes", summary(BEFORE, BEFORE));
        assertEquals("Changed properties of the pipeline", summary(BEFORE, BEFORE.withName("other")));
    }

    private static String summary(Pipeline before, Pipeline after) {
        return new ChangeSummary(Drawings.TEXTS).of(before, after);
    }
}
