package dev.tailrace.formats;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import dev.tailrace.operator.SourceException;
import dev.tailrace.operator.format.DecodeTarget;
import dev.tailrace.operator.format.Decoder;
import dev.tailrace.operator.format.FormatChoice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** Decodes bytes in memory and keeps rows, what is unreadable and why, and the count of line ends. */
public final class Decoding implements DecodeTarget {
    private static final String RUBBISH = "1\":},\n\"0.e7\n\r{";

    public final List<Row> rows = new ArrayList<>();

    /** What stands where a row would have been: {@code raw text -> problem}. */
    public final List<String> unreadable = new ArrayList<>();

    /** The same by place. */
    public final List<Unreadable> unreadableAt = new ArrayList<>();

    /** The line, from 1, in which each of them begins. */
    public final List<Long> unreadableLines = new ArrayList<>();

    public final List<Problem> problems = new ArrayList<>();
    public int lineEnds;

    private final BatchBuilder builder;
    private final Decoder decoder;

    private Decoding(FormatChoice format, Schema schema, BitSet demanded) {
        builder = new BatchBuilder(schema, demanded);
        decoder = format.decoder(demanded, this);
    }

    /**
     * Bytes that could not be read.
     *
     * @param raw one character a byte
     */
    public record Unreadable(int from, String raw) {
        public static Unreadable of(byte[] bytes, int from, int to) {
            return new Unreadable(from, new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        }
    }

    public static Decoding of(FormatChoice format, String text) {
        return of(format, text.getBytes(StandardCharsets.UTF_8));
    }

    public static Decoding of(FormatChoice format, byte[] bytes) {
        return of(format, bytes, bytes.length + 1);
    }

    /** Hands the bytes over in chunks, as if they came from a file in so many pieces. */
    public static Decoding of(FormatChoice format, byte[] bytes, int chunkBytes) {
        Schema schema = format.schema().schema();
        BitSet all = new BitSet();
        all.set(0, schema.size());
        return of(format, all, bytes, chunkBytes);
    }

    public static Decoding of(FormatChoice format, BitSet demanded, byte[] bytes, int chunkBytes) {
        return of(format, demanded, bytes, chunkBytes, false);
    }

    /** @param shown whether the columns that are not demanded are shown */
    public static Decoding of(FormatChoice format, BitSet demanded, byte[] bytes, int chunkBytes, boolean shown) {
        Decoding decoding = new Decoding(format, format.schema().schema(), demanded);
        decoding.run(bytes, chunkBytes, shown);
        return decoding;
    }

    private void run(byte[] bytes, int chunkBytes, boolean shown) {
        int limit = Math.min(chunkBytes, bytes.length);
        int at = -1;
        while (true) {
            boolean end = limit == bytes.length;
            byte[] buffer = withRubbish(bytes, limit);
            if (at < 0) {
                at = begin(buffer, limit, end);
                if (at >= 0 && shown) {
                    decoder.show(true);
                }
            }
            if (at >= 0) {
                int taken;
                do {
                    taken = at;
                    at = decoder.decode(buffer, at, limit, end);
                    rows.addAll(builder.build().toRows());
                } while (at > taken);
            }
            if (end) {
                if (at != bytes.length) {
                    throw new AssertionError("stopped at " + at + " of " + bytes.length);
                }
                return;
            }
            limit = Math.min(limit + chunkBytes, bytes.length);
        }
    }

    /** A buffer with what earlier reads may have left behind the limit, so that looking beyond it is seen. */
    private static byte[] withRubbish(byte[] bytes, int limit) {
        byte[] buffer = Arrays.copyOf(bytes, limit + RUBBISH.length());
        for (int i = 0; i < RUBBISH.length(); i++) {
            buffer[limit + i] = (byte) RUBBISH.charAt((limit + i) % RUBBISH.length());
        }
        return limit % 2 == 0 ? buffer : Arrays.copyOf(bytes, limit);
    }

    private int begin(byte[] buffer, int limit, boolean end) {
        try {
            return decoder.begin(buffer, 0, limit, end);
        } catch (SourceException failed) {
            throw new IllegalStateException(new Texts(Locale.ROOT).of(failed.problem()), failed);
        }
    }

    @Override
    public BatchBuilder rows() {
        return builder;
    }

    @Override
    public boolean isFull() {
        return builder.isFull();
    }

    @Override
    public void unreadable(byte[] buffer, int from, int to, Problem problem) {
        problems.add(problem);
        unreadableLines.add(lineEnds + 1L);
        unreadableAt.add(Unreadable.of(buffer, from, to));
        unreadable.add(new String(buffer, from, to - from, StandardCharsets.UTF_8) + " -> "
                + new Texts(Locale.ROOT).message(problem));
    }

    @Override
    public void endOfRecord(int count) {
        lineEnds += count;
    }
}
