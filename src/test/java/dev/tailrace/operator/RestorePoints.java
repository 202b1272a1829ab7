package dev.tailrace.operator;

import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

/** Where runs are snapshotted and restored: before every step of a short input, at some seeded ones of a long one. */
public final class RestorePoints {
    private static final int EVERY_POINT_UP_TO = 200;
    private static final int SEEDED_POINTS = 16;

    private RestorePoints() {}

    /** Numbers of the steps before which to restore; {@code steps} stands for after the last one. */
    public static SortedSet<Integer> of(int steps, long seed) {
        SortedSet<Integer> points = new TreeSet<>();
        if (steps <= EVERY_POINT_UP_TO) {
            for (int at = 0; at <= steps; at++) {
                points.add(at);
            }
            return points;
        }
        Random random = new Random(seed);
        while (points.size() < SEEDED_POINTS) {
            points.add(random.nextInt(steps + 1));
        }
        return points;
    }
}
