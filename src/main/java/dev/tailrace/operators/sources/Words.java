package dev.tailrace.operators.sources;

import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;

/** Words to choose from by their weights. All columns share one buffer with the words. */
final class Words {
    private final byte[] buffer;
    private final int[] ends;
    /** Sums of the weights up to and with each word, as parts of 1. */
    private final double[] shares;

    private Words(byte[] buffer, int[] ends, double[] shares) {
        this.buffer = buffer;
        this.ends = ends;
        this.shares = shares;
    }

    /** Reads {@code ok=8, late=2}; no words if the text is blank or a weight is not a number above 0. */
    static Words parse(String text) {
        List<Double> weights = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Integer> ends = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            int equals = part.lastIndexOf('=');
            String word = (equals < 0 ? part : part.substring(0, equals)).strip();
            double weight = equals < 0 ? 1 : weight(part.substring(equals + 1).strip());
            if (word.isEmpty() || !(weight > 0)) {
                return new Words(new byte[0], new int[0], new double[0]);
            }
            bytes.writeBytes(word.getBytes(StandardCharsets.UTF_8));
            ends.add(bytes.size());
            weights.add(weight);
        }
        double total = weights.stream().mapToDouble(Double::doubleValue).sum();
        double[] shares = new double[weights.size()];
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            sum += weights.get(i);
            shares[i] = sum / total;
        }
        return new Words(
                bytes.toByteArray(), ends.stream().mapToInt(Integer::intValue).toArray(), shares);
    }

    /** The number, or NaN. */
    private static double weight(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException none) {
            return Double.NaN;
        }
    }

    boolean isEmpty() {
        return ends.length == 0;
    }

    /** A column of words, chosen by the hash of each row. */
    Column column(IntToLongFunction hash, int count) {
        int[] from = new int[count];
        int[] to = new int[count];
        for (int i = 0; i < count; i++) {
            int found = Arrays.binarySearch(shares, GeneratedValues.unit(hash.applyAsLong(i)));
            int word = Math.min(found >= 0 ? found + 1 : -found - 1, ends.length - 1);
            from[i] = word == 0 ? 0 : ends[word - 1];
            to[i] = ends[word];
        }
        return new Column.Bytes(DataType.STRING, count, buffer, from, to, null);
    }
}
