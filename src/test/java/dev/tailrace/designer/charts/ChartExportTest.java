package dev.tailrace.designer.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.Token;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.operator.view.ChartPlan;
import dev.tailrace.operator.view.ChartView;
import dev.tailrace.operator.view.ChartView.Axis;
import dev.tailrace.operator.view.ChartView.Kind;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Charts of every kind as pictures, in both modes; they go to {@code target/pictures}. */
class ChartExportTest {
    private static final Look LOOK = new Look(new Typefaces(), ZoneId.of("UTC"), Locale.ENGLISH, MapPart.WORLD);

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindIsDrawnAndItsTextStaysText(Kind kind) throws IOException {
        for (boolean dark : new boolean[] {false, true}) {
            Colours colours = Colours.of(dark);
            ChartView view = view(kind);
            ChartExport export = new ChartExport(
                    "Quakes per hour", "last 12 h", new ChartReader(view.plan()).read(view), LOOK, colours);
            String svg = export.svg(560, 320);
            assertTrue(svg.contains(">Quakes per hour</text>"), svg);
            assertFalse(svg.contains("NaN"), "a place that is not a number");
            BufferedImage image = export.image(560, 320);
            assertEquals(1120, image.getWidth());
            assertEquals(colours.of(Token.PANEL), image.getRGB(1, 1));
            assertTrue(colours(image) > 3, "nothing but ground and text");
            File file = new File("target/pictures/chart-" + kind.name().toLowerCase(Locale.ROOT)
                    + (dark ? "-dark" : "-light") + ".png");
            Files.createDirectories(file.toPath().getParent());
            ImageIO.write(image, "png", file);
        }
    }

    /** How many colours there are below the name. */
    private static long colours(BufferedImage image) {
        return IntStream.range(0, image.getWidth() * 500)
                .map(i -> image.getRGB(i % image.getWidth(), 100 + i / image.getWidth()))
                .distinct()
                .count();
    }

    private static ChartView view(Kind kind) {
        Random random = new Random(5);
        double hour = 3_600_000;
        double begin = 1_767_229_200_000.0;
        return switch (kind) {
            case LINE, AREA, BAR -> {
                ChartView view = new ChartView(
                        ChartPlan.of(kind, Axis.TIME, "hour", 1000).withY(Axis.NUMBER, "n"));
                String[] names = {"Alaska", "California", "Fiji region", "Chile", "Japan", "Tonga"};
                for (int series = 0; series < (kind == Kind.BAR ? 2 : kind == Kind.AREA ? 3 : 6); series++) {
                    for (int i = 0; i < 12; i++) {
                        view.add(names[series], begin + i * hour, 10 * (6 - series) + random.nextInt(12));
                    }
                }
                yield view;
            }
            case HISTOGRAM -> {
                ChartView view = new ChartView(ChartPlan.of(kind, Axis.NUMBER, "mag", 5000));
                for (int i = 0; i < 3000; i++) {
                    view.add("", 2.5 + Math.abs(random.nextGaussian()), 0);
                }
                yield view;
            }
            case HEAT_MAP -> {
                ChartView view = new ChartView(
                        ChartPlan.of(kind, Axis.NUMBER, "hour", 5000).withY(Axis.LABEL, "day"));
                String[] days = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
                for (int i = 0; i < 4000; i++) {
                    double at = Math.max(0, Math.min(23, 13 + 4 * random.nextGaussian()));
                    view.add("", Math.floor(at), view.yLabel(days[6 - random.nextInt(7)]));
                }
                yield view;
            }
            case SCATTER -> {
                ChartView view = new ChartView(
                        ChartPlan.of(kind, Axis.NUMBER, "depth", 5000).withY(Axis.NUMBER, "mag"));
                for (int i = 0; i < 400; i++) {
                    view.add(
                            i % 3 == 0 ? "Fiji" : i % 3 == 1 ? "Alaska" : "Chile",
                            Math.abs(random.nextGaussian()) * 100 + (i % 3) * 80,
                            4 + random.nextGaussian());
                }
                yield view;
            }
            case TOP_N -> {
                ChartView view = new ChartView(
                        ChartPlan.of(kind, Axis.LABEL, "place", 100).withY(Axis.NUMBER, "mag"));
                String[] names = {
                    "Kuril Islands",
                    "Fiji region",
                    "Central Chile",
                    "Banda Sea",
                    "South Sandwich Islands region and beyond"
                };
                double[] values = {6.8, 6.4, 6.1, 5.9, 4.25};
                for (int i = 0; i < names.length; i++) {
                    view.add("mag", view.label(names[i]), values[i]);
                }
                yield view;
            }
            case GAUGE -> {
                ChartView view = new ChartView(ChartPlan.of(kind, Axis.NUMBER, "", 10)
                        .withY(Axis.NUMBER, "heart_rate")
                        .withScale(new ChartPlan.Scale(40, 180.0, 110.0, 140.0)));
                view.add("Bed 3", 0, 78);
                view.add("Bed 4", 1, 121.5);
                view.add("Bed 7", 2, 152);
                yield view;
            }
            case MAP -> {
                ChartView view = new ChartView(ChartPlan.of(kind, Axis.NUMBER, "longitude", 5000)
                        .withY(Axis.NUMBER, "latitude")
                        .withMarks("mag", "depth"));
                double[][] rim = {
                    {-72, -33},
                    {-78, -5},
                    {-105, 18},
                    {-122, 38},
                    {-152, 60},
                    {179, 51},
                    {160, 54},
                    {142, 38},
                    {125, 10},
                    {128, -4},
                    {155, -6},
                    {178, -19},
                    {175, -38},
                    {28, 38},
                    {70, 36},
                    {-19, 64}
                };
                for (int i = 0; i < 500; i++) {
                    double[] place = rim[random.nextInt(rim.length)];
                    view.add(
                            "latitude",
                            place[0] + 3 * random.nextGaussian(),
                            place[1] + 3 * random.nextGaussian(),
                            2.5 + Math.abs(random.nextGaussian()),
                            Math.abs(random.nextGaussian()) * 150);
                }
                yield view;
            }
        };
    }
}
