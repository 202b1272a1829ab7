package dev.tailrace.designer.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MapPartTest {
    private static final double WIDTH = 720;
    private static final double HEIGHT = 284;

    @Test
    void degreesAreAsLongEverywhere() {
        // 720 pixels for 360 degrees, 284 for 142: two a degree, the middle at 0° E 14° N.
        MapPart world = MapPart.WORLD;
        assertEquals(360, world.x(0, WIDTH, HEIGHT));
        assertEquals(0, world.x(-180, WIDTH, HEIGHT));
        assertEquals(360 + 2 * 139.7, world.x(139.7, WIDTH, HEIGHT), 1e-9);
        assertEquals(142, world.y(14, WIDTH, HEIGHT));
        assertEquals(142 - 2 * (35.7 - 14), world.y(35.7, WIDTH, HEIGHT), 1e-9);
    }

    @Test
    void whatIsUnderThePointerStaysThereWhenZoomed() {
        MapPart zoomed = MapPart.WORLD.zoomed(3, 500, 60, WIDTH, HEIGHT);
        assertEquals(3, zoomed.zoom());
        double longitude = MapPart.WORLD.longitudeAt(500, WIDTH, HEIGHT);
        double latitude = MapPart.WORLD.latitudeAt(60, WIDTH, HEIGHT);
        assertEquals(500, zoomed.x(longitude, WIDTH, HEIGHT), 1e-9);
        assertEquals(60, zoomed.y(latitude, WIDTH, HEIGHT), 1e-9);
    }

    @Test
    void zoomedOutAsFarAsItGoesTheWholeWorldIsThere() {
        MapPart there = MapPart.WORLD.zoomed(5, 10, 10, WIDTH, HEIGHT).moved(30, -20, WIDTH, HEIGHT);
        assertEquals(MapPart.WORLD, there.zoomed(0.001, 400, 100, WIDTH, HEIGHT));
    }

    @Test
    void draggedToTheRightTheMapShowsWhatIsInTheWest() {
        MapPart moved = MapPart.WORLD.moved(40, 0, WIDTH, HEIGHT);
        assertEquals(-20, moved.longitude());
        assertEquals(14, moved.latitude());
    }

    @Test
    void citiesAreOnLandAndOceansAreNot() {
        double[][] inland = {
            {2.35, 48.85},
            {37.6, 55.75},
            {116.4, 39.9},
            {77.2, 28.6},
            {36.8, -1.3},
            {-99.1, 19.4},
            {-63.6, -16.5},
            {133.9, -23.7},
            {-90, 41},
            {138.2, 36.2},
            {-1.9, 52.5},
            {-19, 64.8},
            {47, -19},
            {175.5, -38.5},
            {-45, 72},
            {101.7, 3.1},
            {-73.6, 5},
            {19, -33},
            {-106, 52}
        };
        for (double[] place : inland) {
            assertTrue(Coastline.world().isLand(place[0], place[1]), place[0] + " " + place[1]);
        }
        double[][] water = {
            {-30, 30},
            {-150, 0},
            {80, -20},
            {3, 56.5},
            {18, 37},
            {-90, 25},
            {88, 15},
            {51, 41.8},
            {135, 40},
            {-60, 10.8},
            {34, 43.3},
            {-75, 32},
            {150, 40},
            {20, 58.5},
            {-82, 60},
            {38, 21},
            {-20, -40},
            {179, 0}
        };
        for (double[] place : water) {
            assertFalse(Coastline.world().isLand(place[0], place[1]), place[0] + " " + place[1]);
        }
    }
}
