package dev.tailrace.designer.charts;

import dev.tailrace.operator.view.Points;

/**
 * Points in the order of x, those of one x in the order of their coming. Merges the ascending runs that are there, so
 * that points which came nearly in order cost little.
 */
final class InOrder {
    private InOrder() {}

    static Points of(Points points) {
        int count = points.count();
        int[] order = new int[count];
        int[] other = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        boolean merged = true;
        while (merged) {
            merged = false;
            int start = 0;
            while (start < count) {
                int middle = runEnd(points, order, start, count);
                int end = middle == count ? count : runEnd(points, order, middle, count);
                merged |= middle < count && start < middle;
                merge(points, order, other, start, middle, end);
                start = end;
            }
            int[] swap = order;
            order = other;
            other = swap;
        }
        Points sorted = new Points(points.isMarked());
        for (int i : order) {
            sorted.add(points.x(i), points.y(i), points.size(i), points.colour(i));
        }
        return sorted;
    }

    /** The end of the ascending run that begins here, exclusive. */
    private static int runEnd(Points points, int[] order, int start, int count) {
        int end = start + 1;
        while (end < count && points.x(order[end - 1]) <= points.x(order[end])) {
            end++;
        }
        return end;
    }

    private static void merge(Points points, int[] from, int[] to, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            boolean takeLeft = left < middle && (right >= end || points.x(from[left]) <= points.x(from[right]));
            to[i] = takeLeft ? from[left++] : from[right++];
        }
    }
}
