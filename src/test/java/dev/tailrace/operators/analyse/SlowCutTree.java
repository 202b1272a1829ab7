package dev.tailrace.operators.analyse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * A robust random cut tree as the paper's algorithms read: a node is its list of points; boxes are measured anew, and a
 * displacement is counted by taking points away and adding up the depths of those that stay.
 */
final class SlowCutTree {
    /** All points below, with repetitions, and the cut unless they are all equal. */
    private record Node(List<double[]> points, int dimension, double cut, Node left, Node right) {
        static Node leaf(List<double[]> points) {
            return new Node(points, -1, 0, null, null);
        }

        static Node fork(int dimension, double cut, Node left, Node right) {
            List<double[]> all = new ArrayList<>(left.points);
            all.addAll(right.points);
            return new Node(all, dimension, cut, left, right);
        }

        boolean isLeaf() {
            return left == null;
        }
    }

    private final DoubleSupplier random;
    private Node root;

    SlowCutTree(DoubleSupplier random) {
        this.random = random;
    }

    void insert(double[] point) {
        root = root == null ? Node.leaf(List.of(point)) : insert(root, point);
    }

    private Node insert(Node node, double[] point) {
        int dimensions = point.length;
        double[] low = point.clone();
        double[] high = point.clone();
        double[] least = node.points.get(0).clone();
        double[] greatest = least.clone();
        for (double[] each : node.points) {
            for (int i = 0; i < dimensions; i++) {
                least[i] = Math.min(least[i], each[i]);
                greatest[i] = Math.max(greatest[i], each[i]);
                low[i] = Math.min(low[i], each[i]);
                high[i] = Math.max(high[i], each[i]);
            }
        }
        double total = 0;
        for (int i = 0; i < dimensions; i++) {
            total += high[i] - low[i];
        }
        if (total == 0) {
            List<double[]> points = new ArrayList<>(node.points);
            points.add(point);
            return Node.leaf(points);
        }
        double rest = random.getAsDouble() * total;
        int dimension = 0;
        while (rest >= high[dimension] - low[dimension]) {
            rest -= high[dimension] - low[dimension];
            dimension++;
        }
        double cut = low[dimension] + rest;
        Node leaf = Node.leaf(List.of(point));
        if (point[dimension] <= cut && cut < least[dimension]) {
            return Node.fork(dimension, cut, leaf, node);
        }
        if (point[dimension] > cut && cut >= greatest[dimension]) {
            return Node.fork(dimension, cut, node, leaf);
        }
        return point[node.dimension] <= node.cut
                ? Node.fork(node.dimension, node.cut, insert(node.left, point), node.right)
                : Node.fork(node.dimension, node.cut, node.left, insert(node.right, point));
    }

    void delete(double[] point) {
        root = without(root, List.of(point));
    }

    /** The tree without some points, whose cuts that separate nothing any more are gone. */
    private static Node without(Node node, List<double[]> gone) {
        if (node.isLeaf()) {
            List<double[]> points = new ArrayList<>(node.points);
            for (double[] point : gone) {
                for (int i = 0; i < points.size(); i++) {
                    if (Arrays.equals(points.get(i), point)) {
                        points.remove(i);
                        break;
                    }
                }
            }
            return points.isEmpty() ? null : Node.leaf(points);
        }
        List<double[]> below = gone.stream().filter(point -> point[node.dimension] <= node.cut).toList();
        List<double[]> above = gone.stream().filter(point -> point[node.dimension] > node.cut).toList();
        Node left = below.isEmpty() ? node.left : without(node.left, below);
        Node right = above.isEmpty() ? node.right : without(node.right, above);
        return left == null ? right : right == null ? left : Node.fork(node.dimension, node.cut, left, right);
    }

    /** The sum of the depths of all points, the length of the description of the set. */
    private static long depths(Node node) {
        return node == null || node.isLeaf()
                ? 0
                : node.points.size() + depths(node.left) + depths(node.right);
    }

    private static long depths(Node node, List<double[]> of) {
        long sum = 0;
        for (double[] point : of) {
            for (Node at = node; !at.isLeaf(); at = point[at.dimension] <= at.cut ? at.left : at.right) {
                sum++;
            }
        }
        return sum;
    }

    /**
     * Definition 4 of the paper for groups C that are a subtree with the point: the greatest mean, per point of C, of how
     * much shallower the points outside C get without it.
     */
    double displacement(double[] point) {
        double most = 0;
        for (Node at = root; ; at = point[at.dimension] <= at.cut ? at.left : at.right) {
            List<double[]> group = at.points;
            if (at != root) {
                long before = depths(root) - depths(root, group);
                long after = depths(without(root, group));
                most = Math.max(most, (double) (before - after) / group.size());
            }
            if (at.isLeaf()) {
                return most;
            }
        }
    }
}
