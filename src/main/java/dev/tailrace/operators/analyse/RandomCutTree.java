package dev.tailrace.operators.analyse;

import java.util.Arrays;

/**
 * A robust random cut tree of Guha, Mishra, Roy and Schrijvers, "Robust Random Cut Forest Based Anomaly Detection on
 * Streams" (ICML 2016): points are inserted and deleted so that the tree is distributed as if it had been cut from the
 * points that are in it. Single-threaded.
 *
 * <p>A node lies in plain arrays under its number, with the bounding box and the number of the points below it. Equal
 * points share a leaf. A cut sends points to the left whose coordinate is at or below it. The random numbers are
 * SplitMix64's, one for each box on the way of an insertion that is not a point.
 */
final class RandomCutTree {
    static final int NONE = -1;
    /** In place of the dimension of a cut: the node is a leaf. */
    static final int LEAF = -1;

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private final int dimensions;
    private final int[] left;
    private final int[] right;
    private final int[] parent;
    private final int[] counts;
    private final int[] cutDimensions;
    private final double[] cuts;
    private final double[] least;
    private final double[] greatest;
    private final int[] free;
    private int freeCount;
    private int root = NONE;
    private long random;

    /** @param capacity of points */
    RandomCutTree(int dimensions, int capacity, long seed) {
        int nodes = 2 * capacity;
        this.dimensions = dimensions;
        this.random = seed;
        left = new int[nodes];
        right = new int[nodes];
        parent = new int[nodes];
        counts = new int[nodes];
        cutDimensions = new int[nodes];
        cuts = new double[nodes];
        least = new double[nodes * dimensions];
        greatest = new double[nodes * dimensions];
        free = new int[nodes];
        for (int i = nodes - 1; i >= 0; i--) {
            free[freeCount++] = i;
        }
    }

    int root() {
        return root;
    }

    int left(int node) {
        return left[node];
    }

    int right(int node) {
        return right[node];
    }

    boolean isLeaf(int node) {
        return cutDimensions[node] == LEAF;
    }

    /** The dimension of a node's cut, or {@link #LEAF}. */
    int cutDimension(int node) {
        return cutDimensions[node];
    }

    double cut(int node) {
        return cuts[node];
    }

    /** Where the random numbers stand. */
    long random() {
        return random;
    }

    void setRandom(long state) {
        random = state;
    }

    /** A number from 0, inclusive, to 1, exclusive. */
    private double next() {
        random += GOLDEN_GAMMA;
        long mixed = (random ^ random >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        mixed ^= mixed >>> 31;
        return (mixed >>> 11) * 0x1.0p-53;
    }

    /**
     * Inserts the point at {@code points[from, from + dimensions)}; algorithm 2 of the paper.
     *
     * @return its leaf
     */
    int insert(double[] points, int from) {
        if (root == NONE) {
            root = leaf(points, from, NONE);
            return root;
        }
        int node = root;
        while (true) {
            double span = spanWith(node, points, from);
            if (span == 0) {
                count(node, 1);
                return node;
            }
            double rest = next() * span;
            int dimension = 0;
            double side = 0;
            for (int i = 0; i < dimensions && (side == 0 || rest >= side); i++) {
                double further = sideWith(node, i, points, from);
                if (further > 0) {
                    rest -= side;
                    side = further;
                    dimension = i;
                }
            }
            double point = points[from + dimension];
            double low = Math.min(point, least[node * dimensions + dimension]);
            double high = Math.max(point, greatest[node * dimensions + dimension]);
            // Rounding must not put the cut where it cuts nothing off.
            double cut = rest < side ? Math.min(low + rest, Math.nextDown(high)) : Math.nextDown(high);
            boolean isBelow = point <= cut && cut < least[node * dimensions + dimension];
            boolean isAbove = point > cut && cut >= greatest[node * dimensions + dimension];
            if (isBelow || isAbove) {
                return separate(node, dimension, cut, isBelow, points, from);
            }
            node = points[from + cutDimensions[node]] <= cuts[node] ? left[node] : right[node];
        }
    }

    private double sideWith(int node, int dimension, double[] points, int from) {
        double point = points[from + dimension];
        int at = node * dimensions + dimension;
        return Math.max(point, greatest[at]) - Math.min(point, least[at]);
    }

    private double spanWith(int node, double[] points, int from) {
        double span = 0;
        for (int i = 0; i < dimensions; i++) {
            span += sideWith(node, i, points, from);
        }
        return span;
    }

    /** Puts a cut above a node, with the point on the other side of it. */
    private int separate(int node, int dimension, double cut, boolean isBelow, double[] points, int from) {
        int above = parent[node];
        int fork = free[--freeCount];
        int leaf = leaf(points, from, fork);
        cutDimensions[fork] = dimension;
        cuts[fork] = cut;
        left[fork] = isBelow ? leaf : node;
        right[fork] = isBelow ? node : leaf;
        parent[fork] = above;
        parent[node] = fork;
        replace(above, node, fork);
        for (int at = fork; at != NONE; at = parent[at]) {
            join(at);
        }
        return leaf;
    }

    private int leaf(double[] points, int from, int above) {
        int leaf = free[--freeCount];
        left[leaf] = NONE;
        right[leaf] = NONE;
        parent[leaf] = above;
        counts[leaf] = 1;
        cutDimensions[leaf] = LEAF;
        System.arraycopy(points, from, least, leaf * dimensions, dimensions);
        System.arraycopy(points, from, greatest, leaf * dimensions, dimensions);
        return leaf;
    }

    private void replace(int above, int before, int after) {
        if (above == NONE) {
            root = after;
        } else if (left[above] == before) {
            left[above] = after;
        } else {
            right[above] = after;
        }
    }

    /** Tells a node's box and number of points from those below it. */
    private void join(int node) {
        int one = left[node];
        int two = right[node];
        counts[node] = counts[one] + counts[two];
        for (int i = 0; i < dimensions; i++) {
            least[node * dimensions + i] = Math.min(least[one * dimensions + i], least[two * dimensions + i]);
            greatest[node * dimensions + i] = Math.max(greatest[one * dimensions + i], greatest[two * dimensions + i]);
        }
    }

    private void count(int node, int more) {
        for (int at = node; at != NONE; at = parent[at]) {
            counts[at] += more;
        }
    }

    /** Deletes one point of a leaf; algorithm 1 of the paper. */
    void delete(int leaf) {
        if (counts[leaf] > 1) {
            count(leaf, -1);
            return;
        }
        int fork = parent[leaf];
        free[freeCount++] = leaf;
        if (fork == NONE) {
            root = NONE;
            return;
        }
        int sibling = left[fork] == leaf ? right[fork] : left[fork];
        int above = parent[fork];
        free[freeCount++] = fork;
        parent[sibling] = above;
        replace(above, fork, sibling);
        for (int at = above; at != NONE; at = parent[at]) {
            join(at);
        }
    }

    /**
     * The collusive displacement of a leaf: the most points that leave the set's description shorter by one step each,
     * per point taken away, of all groups of neighbours that the leaf could be taken away with.
     */
    double displacement(int leaf) {
        double most = 0;
        for (int at = leaf; parent[at] != NONE; at = parent[at]) {
            int fork = parent[at];
            int sibling = left[fork] == at ? right[fork] : left[fork];
            most = Math.max(most, (double) counts[sibling] / counts[at]);
        }
        return most;
    }

    /** The leaf of a point that is in the tree. */
    int find(double[] points, int from) {
        int node = root;
        while (!isLeaf(node)) {
            node = points[from + cutDimensions[node]] <= cuts[node] ? left[node] : right[node];
        }
        return node;
    }

    /**
     * Puts the cuts of another tree over points.
     *
     * @param dimensionsBefore of the cuts of its nodes, each before those below it, the left before the right
     * @param cutsBefore the cuts in the same order; any value for leaves
     * @param points all points of the tree, one after the other
     * @param count of the points
     */
    void rebuild(int[] dimensionsBefore, double[] cutsBefore, double[] points, int count) {
        int[] order = new int[dimensionsBefore.length];
        int open = NONE;
        for (int i = 0; i < order.length; i++) {
            int node = free[--freeCount];
            order[i] = node;
            parent[node] = open;
            counts[node] = 0;
            cutDimensions[node] = dimensionsBefore[i];
            cuts[node] = cutsBefore[i];
            left[node] = NONE;
            right[node] = NONE;
            if (open == NONE) {
                root = node;
            } else if (left[open] == NONE) {
                left[open] = node;
            } else {
                right[open] = node;
            }
            open = node;
            while (open != NONE && (isLeaf(open) || right[open] != NONE)) {
                open = parent[open];
            }
        }
        for (int i = 0; i < count; i++) {
            int leaf = find(points, i * dimensions);
            counts[leaf]++;
            System.arraycopy(points, i * dimensions, least, leaf * dimensions, dimensions);
            System.arraycopy(points, i * dimensions, greatest, leaf * dimensions, dimensions);
        }
        for (int i = order.length - 1; i >= 0; i--) {
            if (!isLeaf(order[i])) {
                join(order[i]);
            }
        }
    }

    /** The nodes, each before those below it, the left before the right. */
    int[] inOrder() {
        if (root == NONE) {
            return new int[0];
        }
        int[] order = new int[left.length];
        int[] waiting = new int[left.length];
        int size = 0;
        int waits = 0;
        waiting[waits++] = root;
        while (waits > 0) {
            int node = waiting[--waits];
            order[size++] = node;
            if (!isLeaf(node)) {
                waiting[waits++] = right[node];
                waiting[waits++] = left[node];
            }
        }
        return Arrays.copyOf(order, size);
    }
}
