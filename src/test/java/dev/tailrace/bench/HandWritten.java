package dev.tailrace.bench;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;

/**
 * The loops that somebody would write by hand for the kernels: over the same arrays, with the same results, into arrays
 * that are used again.
 */
final class HandWritten {
    private final long[] high;
    private final long[] low;
    private final int[] starts;
    private final int[] ends;

    HandWritten(int rows) {
        high = new long[rows];
        low = new long[rows];
        starts = new int[rows];
        ends = new int[rows];
    }

    /** {@code 0.908 * price} is a whole number of thousandths. */
    int prices(Batch batch, int[] selection) {
        long[] prices = ((Column.Longs) batch.column(0)).values;
        int rows = batch.rows();
        int count = 0;
        for (int i = 0; i < rows; i++) {
            long thousandths = Math.multiplyExact(908L, prices[i]);
            selection[count] = i;
            if (thousandths > 1_000_000_000L && thousandths < 50_000_000_000L) {
                count++;
            }
        }
        return count;
    }

    /** Into 128 bits, as the type of the result wants it. */
    Column converted(Batch batch) {
        long[] prices = ((Column.Longs) batch.column(0)).values;
        int rows = batch.rows();
        for (int i = 0; i < rows; i++) {
            low[i] = 908L * prices[i];
            high[i] = Math.multiplyHigh(908L, prices[i]);
        }
        return new Column.Decimals(DataType.decimal(23, 3), rows, low, high, null);
    }

    /** Letter by letter, without a copy in upper case. */
    int contains(Batch batch, int[] selection) {
        Column.Bytes texts = (Column.Bytes) batch.column(1);
        byte[] buffer = texts.buffer;
        int rows = batch.rows();
        int count = 0;
        for (int i = 0; i < rows; i++) {
            selection[count] = i;
            int end = texts.ends[i] - 2;
            for (int at = texts.starts[i]; at < end; at++) {
                if ((buffer[at] & 0xDF) == 'G' && (buffer[at + 1] & 0xDF) == 'O' && (buffer[at + 2] & 0xDF) == 'O') {
                    count++;
                    break;
                }
            }
        }
        return count;
    }

    /** What is between the third slash and the fourth, byte by byte, without a copy. */
    Column directory(Batch batch) {
        Column.Bytes urls = (Column.Bytes) batch.column(2);
        byte[] buffer = urls.buffer;
        int rows = batch.rows();
        for (int i = 0; i < rows; i++) {
            int end = urls.ends[i];
            int at = urls.starts[i];
            for (int slashes = 0; slashes < 3; at++) {
                slashes += buffer[at] == '/' ? 1 : 0;
            }
            starts[i] = at;
            while (at < end && buffer[at] != '/') {
                at++;
            }
            ends[i] = at;
        }
        return new Column.Bytes(DataType.STRING, rows, buffer, starts, ends, null);
    }
}
