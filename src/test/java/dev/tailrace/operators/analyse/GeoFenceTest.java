package dev.tailrace.operators.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operators.analyse.GeoFence.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeoFenceTest {
    private static final Schema SCHEMA =
            Schema.of(Field.of("k", DataType.STRING), Field.of("x", DataType.DOUBLE), Field.of("y", DataType.DOUBLE));

    private static final String SQUARES =
            """
            # The one has a hole, the other one overlaps it.
            big: POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 6 4, 6 6, 4 6, 4 4))

            right: POLYGON ((8 0, 20 0, 20 10, 8 10, 8 0))
            """;

    private static final String GEO_JSON =
            """
            {"type": "FeatureCollection", "features": [
              {"type": "Feature", "id": 7, "properties": {"name": "islands"}, "geometry":
                {"type": "MultiPolygon", "coordinates": [
                  [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]], [[[5, 5, 99], [6, 5], [6, 6], [5, 5, 99]]]]}},
              {"type": "Feature", "properties": {"id": "square"}, "geometry":
                {"type": "Polygon", "coordinates": [[[0, 0], [3, 0], [3, 3], [0, 3], [0, 0]]]}},
              {"type": "Feature", "properties": null, "geometry":
                {"type": "Polygon", "coordinates": [[[9, 9], [10, 9], [10, 10], [9, 9]]]}}]}""";

    private static GeoFence.Settings settings(@Nullable String fences, @Nullable String file, Mode mode, String id) {
        return new GeoFence.Settings("x", "y", fences, file, mode, List.of("k"), id, null);
    }

    private static OperatorHarness<GeoFence.Settings> harness(String fences, Mode mode) {
        return OperatorHarness.of(new GeoFence(), settings(fences, null, mode, "id"))
                .input(SCHEMA)
                .inOrder();
    }

    private static Row at(String key, @Nullable Double x, @Nullable Double y) {
        return Row.of(key, x, y);
    }

    private static List<@Nullable Object> added(List<Row> rows) {
        List<@Nullable Object> fences = new ArrayList<>();
        rows.forEach(row -> fences.add(row.get(3)));
        return fences;
    }

    @Test
    void eachRowHasTheFirstAreaItLiesIn() {
        var result = harness(SQUARES, Mode.FIRST)
                .rows(
                        at("in", 1.0, 1.0),
                        at("hole", 5.0, 5.0),
                        at("edge of the hole", 4.0, 5.0),
                        at("corner", 0.0, 0.0),
                        at("both", 9.0, 1.0),
                        at("right", 15.0, 10.0),
                        at("out", 21.0, 1.0),
                        at("nowhere", null, 1.0),
                        at("no number", 1.0, Double.NaN))
                .run();
        assertEquals(Arrays.asList("big", null, "big", "big", "big", "right", null, null, null), added(result.rows()));
    }

    @Test
    void aRowMayComeOutForEveryArea() {
        var result = harness(SQUARES, Mode.EVERY)
                .rows(at("both", 9.0, 1.0), at("out", 21.0, 1.0), at("right", 15.0, 1.0), at("nowhere", null, null))
                .run();
        assertEquals(Arrays.asList("big", "right", null, "right", null), added(result.rows()));
        assertEquals(at("both", 9.0, 1.0).values(), result.rows().get(1).values().subList(0, 3));
    }

    @Test
    void aKeyEntersAndLeaves() {
        var result = harness(SQUARES, Mode.MOVES)
                .rows(
                        at("a", 21.0, 1.0),
                        at("a", 1.0, 1.0),
                        at("b", 9.0, 1.0),
                        at("a", 2.0, 1.0),
                        at("a", null, 1.0),
                        at("a", 9.0, 1.0),
                        at("a", 12.0, 1.0),
                        at("b", 30.0, 1.0),
                        at("b", 9.0, 2.0),
                        at("a", 5.0, 1.0))
                .run();
        assertEquals(
                List.of(
                        "a enter big",
                        "b enter big",
                        "b enter right",
                        "a enter right",
                        "a leave big",
                        "b leave big",
                        "b leave right",
                        "b enter big",
                        "b enter right",
                        "a leave right",
                        "a enter big"),
                result.rows().stream()
                        .map(row -> row.get(0) + " " + row.get(4) + " " + row.get(3))
                        .toList());
    }

    @Test
    void areasMayBeGeoJson() {
        var points = List.of(at("", 0.5, 0.5), at("", 5.9, 5.5), at("", 2.0, 2.0), at("", 9.9, 9.5), at("", 8.0, 8.0));
        var byId = harness(GEO_JSON, Mode.FIRST).rows(points).run();
        assertEquals(Arrays.asList("7", "7", "square", "3", null), added(byId.rows()));
        var byName = OperatorHarness.of(new GeoFence(), settings(GEO_JSON, null, Mode.FIRST, "name"))
                .input(SCHEMA)
                .rows(points)
                .run();
        assertEquals("islands", byName.rows().get(0).get(3));
    }

    @Test
    void areasMayComeFromAFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("areas.txt");
        Files.writeString(file, SQUARES);
        var harness = OperatorHarness.of(new GeoFence(), settings(null, file.toString(), Mode.FIRST, "id"))
                .input(SCHEMA)
                .rows(at("", 1.0, 1.0));
        assertEquals("big", harness.run().rows().get(0).get(3));
        Files.writeString(file, "big: POLYGON ((0 0, 1 1");
        assertEquals("operators.geo-fence.not-wkt", assertNotNullCode(harness.run().failure()));
        Files.delete(file);
        assertEquals("operators.geo-fence.no-file", assertNotNullCode(harness.run().failure()));
    }

    private static String assertNotNullCode(@Nullable Problem problem) {
        assertNotNull(problem);
        return problem.code();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithCountingEdgesToTheRight(long seed) {
        Random random = new Random(seed);
        List<double[][]> stars = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int star = 0; star < 12; star++) {
            double centerX = random.nextDouble() * 10;
            double centerY = random.nextDouble() * 10;
            double[][] ring = new double[3 + random.nextInt(20)][];
            StringBuilder wkt = new StringBuilder();
            for (int i = 0; i <= ring.length; i++) {
                if (i < ring.length) {
                    double angle = 2 * Math.PI * i / ring.length;
                    double radius = 0.5 + random.nextDouble() * 3;
                    ring[i] = new double[] {centerX + radius * Math.cos(angle), centerY + radius * Math.sin(angle)};
                }
                double[] point = ring[i % ring.length];
                wkt.append(i == 0 ? "" : ", ").append(point[0]).append(' ').append(point[1]);
            }
            stars.add(ring);
            text.append(String.format(Locale.ROOT, "star %d: POLYGON ((%s))%n", star, wkt));
        }
        List<Row> rows = new ArrayList<>();
        List<Object> expected = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            double x = random.nextDouble() * 12 - 1;
            double y = random.nextDouble() * 12 - 1;
            rows.add(at("", x, y));
            int before = expected.size();
            for (int star = 0; star < stars.size(); star++) {
                if (isInside(stars.get(star), x, y)) {
                    expected.add("star " + star);
                }
            }
            if (expected.size() == before) {
                expected.add(null);
            }
        }
        var result = harness(text.toString(), Mode.EVERY).rows(rows).run();
        assertTrue(expected.size() > 700, "some overlap: " + expected.size());
        assertEquals(expected, added(result.rows()));
    }

    private static boolean isInside(double[][] ring, double x, double y) {
        boolean inside = false;
        for (int i = 0; i < ring.length; i++) {
            double[] a = ring[i];
            double[] b = ring[(i + 1) % ring.length];
            if (a[1] > y != b[1] > y && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]) {
                inside = !inside;
            }
        }
        return inside;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing| ",
                "none|# only a comment",
                "no-id|POLYGON ((0 0, 1 0, 1 1, 0 0))",
                "not-wkt|a: POLYGON ((0 0, 1 0, 1 1))",
                "not-an-area|a: POINT (1 2)",
                "same-id|a: POLYGON ((0 0, 1 0, 1 1, 0 0))\na: POLYGON ((0 0, 1 0, 1 1, 0 0))",
                "not-json|{",
                "not-an-area|{\"type\": \"Point\", \"coordinates\": [1, 2]}",
                "not-a-position|{\"type\": \"Polygon\", \"coordinates\": [[[0, 0], [1], [1, 1], [0, 0]]]}",
                "not-closed|{\"type\": \"Polygon\", \"coordinates\": [[[0, 0], [1, 0], [1, 1], [0, 1]]]}",
                "not-closed|{\"type\": \"Polygon\", \"coordinates\": []}",
                "none|{\"type\": \"FeatureCollection\", \"features\": []}"
            })
    void saysWhatIsWrongWithTheAreas(String sample) {
        int bar = sample.indexOf('|');
        var problems = harness(sample.substring(bar + 1), Mode.FIRST).problems();
        assertEquals(1, problems.size());
        assertEquals("operators.geo-fence." + sample.substring(0, bar), problems.get(0).code());
        assertEquals("fences", problems.get(0).place());
    }
}
