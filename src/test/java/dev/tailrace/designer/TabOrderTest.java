package dev.tailrace.designer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order of tabs and their names, without a toolkit. */
class TabOrderTest {
    @Test
    void aNewTabStandsBehindTheShownOne() {
        TabOrder<String> order = order("a", "b", "c");
        order.show("a");
        order.add("d");
        assertEquals(List.of("a", "d", "b", "c"), order.all());
    }

    @Test
    void afterClosingTheRightNeighbourIsShownOrElseTheLeft() {
        TabOrder<String> order = order("a", "b", "c");
        order.show("b");
        order.close("b");
        assertEquals("c", order.shown());
        order.close("c");
        assertEquals("a", order.shown());
        order.close("a");
        assertNull(order.shown());
    }

    @Test
    void closingAnotherTabLeavesTheShownOne() {
        TabOrder<String> order = order("a", "b");
        order.show("b");
        order.close("a");
        assertEquals("b", order.shown());
    }

    @Test
    void steppingGoesRoundAndRound() {
        TabOrder<String> order = order("a", "b", "c");
        order.show("c");
        assertEquals("a", order.beside(1));
        order.show("a");
        assertEquals("c", order.beside(-1));
        order.show(null);
        assertEquals("a", order.beside(1));
        assertEquals("c", order.beside(-1));
        assertNull(new TabOrder<String>().beside(1));
    }

    @Test
    void aTabMovesToAPositionCountedWithoutIt() {
        TabOrder<String> order = order("a", "b", "c");
        order.move("a", 2);
        assertEquals(List.of("b", "c", "a"), order.all());
        order.move("a", 99);
        assertEquals(List.of("b", "c", "a"), order.all());
    }

    @Test
    void namesakesAreToldApartByAsManyFoldersAsItTakes() {
        Path here = Path.of("/pipelines/shop/eu/orders.tailrace.json");
        assertEquals("orders", TabNames.of("orders", here, List.of()));
        assertEquals(
                "orders — eu",
                TabNames.of("orders", here, List.of(Path.of("/pipelines/shop/us/orders.tailrace.json"))));
        assertEquals(
                "orders — shop/eu",
                TabNames.of("orders", here, List.of(Path.of("/pipelines/bank/eu/orders.tailrace.json"))));
        assertEquals("orders", TabNames.of("orders", null, Arrays.asList(here)));
    }

    @Test
    void whatBecomesOfADroppedFileIsSeenFromItsName() {
        assertEquals(Dropping.Fate.PIPELINE, Dropping.fate(Path.of("a.tailrace.json")));
        assertEquals(Dropping.Fate.ROWS, Dropping.fate(Path.of("a.json")));
        assertEquals(Dropping.Fate.ROWS, Dropping.fate(Path.of("A.CSV.GZ")));
        assertEquals(Dropping.Fate.SCRIPT, Dropping.fate(Path.of("a.sql")));
        assertEquals(Dropping.Fate.UNKNOWN, Dropping.fate(Path.of("a.png")));
        assertEquals("quakes", Dropping.nameOf("quakes.csv.gz"));
        assertEquals(".hidden", Dropping.nameOf(".hidden"));
    }

    private static TabOrder<String> order(String... tabs) {
        TabOrder<String> order = new TabOrder<>();
        for (String tab : tabs) {
            order.add(tab);
        }
        return order;
    }
}
