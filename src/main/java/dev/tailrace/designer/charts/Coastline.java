package dev.tailrace.designer.charts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Outlines of the continents and larger islands in degrees, simplified from Natural Earth's land at 1:110 million, which
 * is in the public domain. Immutable.
 */
final class Coastline {
    private static final String FILE = "coastline.txt";

    /** Read once, when the first map is drawn. */
    private static final class Holder {
        private static final Coastline WORLD = read();
    }

    private final List<double[]> land;
    private final List<double[]> water;

    private Coastline(List<double[]> land, List<double[]> water) {
        this.land = List.copyOf(land);
        this.water = List.copyOf(water);
    }

    static Coastline world() {
        return Holder.WORLD;
    }

    /** Closed outlines, longitude and latitude in turn. Not to be changed. */
    List<double[]> land() {
        return land;
    }

    /** Inland seas, as {@link #land}. */
    List<double[]> water() {
        return water;
    }

    /** Whether a place is on land. */
    boolean isLand(double longitude, double latitude) {
        return land.stream().anyMatch(outline -> holds(outline, longitude, latitude))
                && water.stream().noneMatch(outline -> holds(outline, longitude, latitude));
    }

    /** Whether a line from the place to the east crosses the outline an odd number of times. */
    private static boolean holds(double[] outline, double x, double y) {
        boolean inside = false;
        int count = outline.length / 2;
        for (int i = 0, j = count - 1; i < count; j = i++) {
            double xi = outline[2 * i];
            double yi = outline[2 * i + 1];
            double xj = outline[2 * j];
            double yj = outline[2 * j + 1];
            if (yi > y != yj > y && x < (xj - xi) * (y - yi) / (yj - yi) + xi) {
                inside = !inside;
            }
        }
        return inside;
    }

    private static Coastline read() {
        List<double[]> land = new ArrayList<>();
        List<double[]> water = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Coastline.class.getResourceAsStream(FILE), FILE), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] parts = line.split(" ", 2);
                    (parts[0].equals("water") ? water : land).add(outline(parts[1]));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Coastline(land, water);
    }

    private static double[] outline(String text) {
        String[] numbers = text.strip().split("[ ,]+");
        double[] outline = new double[numbers.length];
        for (int i = 0; i < outline.length; i++) {
            outline[i] = Double.parseDouble(numbers[i]);
        }
        return outline;
    }
}
