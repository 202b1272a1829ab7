package dev.tailrace.bench;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;

/** The loops that somebody would write by hand for the kernels: over the same arrays, with the same results. */
final class HandWritten {
    private HandWritten() {}

    /** {@code 0.908 * price} is a whole number of thousandths. */
    static int prices(Batch batch, int[] selection) {
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
    static Column converted(Batch batch) {
        long[] prices = ((Column.Longs) batch.column(0)).values;
        int rows = batch.rows();
        long[] high = new long[rows];
        long[] low = new long[rows];
        for (int i = 0; i < rows; i++) {
            low[i] = 908L * prices[i];
            high[i] = Math.multiplyHigh(908L, prices[i]);
        }
        return new Column.Decimals(DataType.decimal(23, 3), rows, low, high, null);
    }

    /** Letter by letter, without a copy in upper case. */
    static int contains(Batch batch, int[] selection) {
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

    /** Copied into a column of its own, as the contract of an expression has it. */
    static Column directory(Batch batch) {
        Column.Bytes urls = (Column.Bytes) batch.column(2);
        int rows = batch.rows();
        byte[] buffer = new byte[rows * 5];
        int[] starts = new int[rows];
        int[] ends = new int[rows];
        int used = 0;
        for (int i = 0; i < rows; i++) {
            int from = urls.starts[i] + 24;
            int length = Math.min(5, urls.ends[i] - from);
            System.arraycopy(urls.buffer, from, buffer, used, length);
            starts[i] = used;
            used += length;
            ends[i] = used;
        }
        return new Column.Bytes(DataType.STRING, rows, buffer, starts, ends, null);
    }
}
