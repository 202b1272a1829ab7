package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.DoublesBuilder;
import dev.tailrace.data.Field;
import dev.tailrace.data.IntsBuilder;
import dev.tailrace.data.LongsBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A robust random cut forest per key, each over the key's last points. */
final class RandomCutForests implements RowModel {
    private final int columns;
    private final int shingle;
    private final int treeCount;
    private final int sample;
    private final long seed;
    private final List<Table> tables = List.of(new Points(), new Cuts(), new Randoms());
    private Forest[] forests = new Forest[0];

    RandomCutForests(int columns, int shingle, int treeCount, int sample, long seed) {
        this.columns = columns;
        this.shingle = shingle;
        this.treeCount = treeCount;
        this.sample = sample;
        this.seed = seed;
    }

    /** What is known of a key. */
    private final class Forest {
        private final int dimensions = columns * shingle;
        private final RandomCutTree[] trees = new RandomCutTree[treeCount];
        /** The point of the last rows, oldest first, and how many rows it has. */
        private final double[] current = new double[dimensions];

        private int rows;
        /** The points in the trees: a ring, with the oldest at {@link #oldest}. */
        private final double[] points = new double[sample * dimensions];

        private final int[][] leaves = new int[treeCount][sample];
        private int oldest;
        private int size;

        Forest() {
            for (int i = 0; i < treeCount; i++) {
                // Any two seeds that differ begin far apart, as the states are mixed before they are used.
                trees[i] =
                        new RandomCutTree(dimensions, sample + 1, seed * 0xd1342543de82ef95L + i * 0x5851f42d4c957f2dL);
            }
        }

        double take(double[] values) {
            System.arraycopy(current, columns, current, 0, dimensions - columns);
            System.arraycopy(values, 0, current, dimensions - columns, columns);
            rows = Math.min(shingle, rows + 1);
            return rows < shingle ? Double.NaN : add();
        }

        /** Puts the current point into the trees in the place of the oldest one; its score once they are full. */
        private double add() {
            boolean isFull = size == sample;
            int place = (oldest + size) % sample;
            System.arraycopy(current, 0, points, place * dimensions, dimensions);
            double sum = 0;
            for (int i = 0; i < treeCount; i++) {
                if (isFull) {
                    trees[i].delete(leaves[i][oldest]);
                }
                leaves[i][place] = trees[i].insert(points, place * dimensions);
                sum += isFull ? trees[i].displacement(leaves[i][place]) : 0;
            }
            if (isFull) {
                oldest = (oldest + 1) % sample;
            } else {
                size++;
            }
            return isFull ? sum / treeCount : Double.NaN;
        }

        private int place(int number) {
            return (oldest + number) % sample;
        }
    }

    @Override
    public void ensure(int limit) {
        if (limit > forests.length) {
            forests = Arrays.copyOf(forests, Math.max(limit, Math.max(16, forests.length * 2)));
        }
    }

    @Override
    public void clear(int slot) {
        forests[slot] = new Forest();
    }

    @Override
    public void take(int slot, double[] values, long millis, double[] results) {
        results[0] = forests[slot].take(values);
    }

    @Override
    public List<Table> tables() {
        return tables;
    }

    /** The rows that the next point begins with, then the points in the trees, oldest first. */
    private final class Points implements Table {
        @Override
        public String name() {
            return "points";
        }

        @Override
        public List<Field> fields() {
            List<Field> fields = new ArrayList<>();
            fields.add(Field.required("rows", DataType.INT));
            for (int i = 0; i < columns * shingle; i++) {
                fields.add(Field.required("value" + i, DataType.DOUBLE));
            }
            return fields;
        }

        @Override
        public int rows(int slot) {
            return 1 + forests[slot].size;
        }

        @Override
        public void save(int slot, int row, BatchBuilder target, int firstColumn) {
            Forest forest = forests[slot];
            ((IntsBuilder) target.column(firstColumn)).append(forest.rows);
            double[] from = row == 0 ? forest.current : forest.points;
            int start = row == 0 ? 0 : forest.place(row - 1) * forest.dimensions;
            for (int i = 0; i < forest.dimensions; i++) {
                ((DoublesBuilder) target.column(firstColumn + 1 + i)).append(from[start + i]);
            }
        }

        @Override
        public void load(int slot, Batch batch, int firstColumn, int index) {
            Forest forest = forests[slot];
            // The first row of a key is the point that is being put together.
            boolean isCurrent = forest.rows == 0;
            double[] target = isCurrent ? forest.current : forest.points;
            int start = isCurrent ? 0 : forest.size++ * forest.dimensions;
            forest.rows = ((Column.Ints) batch.column(firstColumn)).values[index];
            for (int i = 0; i < forest.dimensions; i++) {
                target[start + i] = ((Column.Doubles) batch.column(firstColumn + 1 + i)).values[index];
            }
        }
    }

    /** The cuts of each tree, each before those below it, the left before the right. */
    private final class Cuts implements Table {
        /** Of the tree that is being saved. */
        private int tree;

        private int before;
        private int[] order = new int[0];

        /** Of the tree that is being loaded. */
        private final List<Integer> dimensions = new ArrayList<>();

        private final List<Double> cuts = new ArrayList<>();
        private int leavesMissing = 1;

        @Override
        public String name() {
            return "cuts";
        }

        @Override
        public List<Field> fields() {
            return List.of(
                    Field.required("tree", DataType.INT),
                    Field.of("dimension", DataType.INT),
                    Field.of("cut", DataType.DOUBLE));
        }

        @Override
        public int rows(int slot) {
            int rows = 0;
            for (RandomCutTree each : forests[slot].trees) {
                rows += each.inOrder().length;
            }
            return rows;
        }

        @Override
        public void save(int slot, int row, BatchBuilder target, int firstColumn) {
            if (row == 0) {
                tree = 0;
                before = 0;
                order = forests[slot].trees[0].inOrder();
            } else if (row - before == order.length) {
                before = row;
                order = forests[slot].trees[++tree].inOrder();
            }
            RandomCutTree from = forests[slot].trees[tree];
            int node = order[row - before];
            ((IntsBuilder) target.column(firstColumn)).append(tree);
            if (from.isLeaf(node)) {
                target.column(firstColumn + 1).appendNull();
                target.column(firstColumn + 2).appendNull();
            } else {
                ((IntsBuilder) target.column(firstColumn + 1)).append(from.cutDimension(node));
                ((DoublesBuilder) target.column(firstColumn + 2)).append(from.cut(node));
            }
        }

        @Override
        public void load(int slot, Batch batch, int firstColumn, int index) {
            Column.Ints dimension = (Column.Ints) batch.column(firstColumn + 1);
            boolean isLeaf = dimension.isNull(index);
            dimensions.add(isLeaf ? RandomCutTree.LEAF : dimension.values[index]);
            cuts.add(isLeaf ? 0 : ((Column.Doubles) batch.column(firstColumn + 2)).values[index]);
            leavesMissing += isLeaf ? -1 : 1;
            if (leavesMissing == 0) {
                rebuild(forests[slot], ((Column.Ints) batch.column(firstColumn)).values[index]);
                dimensions.clear();
                cuts.clear();
                leavesMissing = 1;
            }
        }

        private void rebuild(Forest forest, int number) {
            RandomCutTree target = forest.trees[number];
            target.rebuild(
                    dimensions.stream().mapToInt(Integer::intValue).toArray(),
                    cuts.stream().mapToDouble(Double::doubleValue).toArray(),
                    forest.points,
                    forest.size);
            for (int i = 0; i < forest.size; i++) {
                forest.leaves[number][i] = target.find(forest.points, i * forest.dimensions);
            }
        }
    }

    /** Where the random numbers of each tree stand. */
    private final class Randoms implements Table {
        @Override
        public String name() {
            return "random";
        }

        @Override
        public List<Field> fields() {
            return List.of(Field.required("tree", DataType.INT), Field.required("state", DataType.BIGINT));
        }

        @Override
        public int rows(int slot) {
            return treeCount;
        }

        @Override
        public void save(int slot, int row, BatchBuilder target, int firstColumn) {
            ((IntsBuilder) target.column(firstColumn)).append(row);
            ((LongsBuilder) target.column(firstColumn + 1)).append(forests[slot].trees[row].random());
        }

        @Override
        public void load(int slot, Batch batch, int firstColumn, int index) {
            int tree = ((Column.Ints) batch.column(firstColumn)).values[index];
            forests[slot].trees[tree].setRandom(((Column.Longs) batch.column(firstColumn + 1)).values[index]);
        }
    }
}
